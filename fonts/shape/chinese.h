/// How Chinese text is asked of HarfBuzz, in one place. Inner part of shape.h.
#pragma once
#include <hb.h>

#include <memory>

namespace villageboard::fonts {

struct DeleteBuffer {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using Buffer = std::unique_ptr<hb_buffer_t, DeleteBuffer>;

inline hb_language_t chinese_language() {
    static const hb_language_t kChinese = hb_language_from_string("zh-cn", -1);
    return kChinese;
}

/// An empty buffer; script, direction and text are still to be set.
inline Buffer chinese_buffer() {
    Buffer buffer(hb_buffer_create());
    hb_buffer_set_language(buffer.get(), chinese_language());
    hb_buffer_set_cluster_level(buffer.get(), HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    return buffer;
}

inline constexpr hb_feature_t kTabularFigures = {HB_TAG('t', 'n', 'u', 'm'), 1,
                                                 HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
inline constexpr hb_feature_t kProportionalMarks = {HB_TAG('p', 'w', 'i', 'd'), 1,
                                                    HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};

}  // namespace villageboard::fonts
