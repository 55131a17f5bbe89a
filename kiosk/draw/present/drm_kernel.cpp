// The kernel's side of drm_card.h, through libdrm: legacy mode setting and dumb buffers, which
// every driver with a display has. Never run on a card so far: see drm.h.
#include <drm_mode.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include "content/model/error.h"
#include "kiosk/draw/present/drm_card.h"

namespace villageboard::draw {
namespace {

template <typename Object, void (*drop)(Object*)>
struct Drop {
    void operator()(Object* object) const { drop(object); }
};
template <typename Object, void (*drop)(Object*)>
using Held = std::unique_ptr<Object, Drop<Object, drop>>;
using Resources = Held<drmModeRes, drmModeFreeResources>;
using Connector = Held<drmModeConnector, drmModeFreeConnector>;
using Encoder = Held<drmModeEncoder, drmModeFreeEncoder>;
using Crtc = Held<drmModeCrtc, drmModeFreeCrtc>;

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorKind::retry, what + ": " + std::strerror(errno));
}

class Descriptor {
  public:
    explicit Descriptor(const std::string& path)
        : fd_(open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK)) {
        if (fd_ >= 0) return;
        if (errno == EACCES || errno == EPERM)
            throw Error(ErrorKind::retry,
                        "no permission to open " + path + ": the user must be in the group video");
        if (errno == EBUSY) throw Error(ErrorKind::retry, "another program has " + path);
        fail("can't open " + path);
    }
    ~Descriptor() { close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

class KernelCard final : public DrmCard {
  public:
    explicit KernelCard(const std::string& path) : file_(path) {
        std::uint64_t dumb = 0;
        if (drmGetCap(fd(), DRM_CAP_DUMB_BUFFER, &dumb) != 0 || dumb == 0)
            throw Error(ErrorKind::retry, path + " drives no display");
        if (drmSetMaster(fd()) != 0 && !drmIsMaster(fd()))
            throw Error(ErrorKind::retry, "another program, perhaps a desktop, has " + path);
    }

    ~KernelCard() override {
        for (const auto& [crtc, saved] : before_) {
            if (!saved) continue;
            std::uint32_t connector = connector_of_.at(crtc);
            drmModeSetCrtc(fd(), saved->crtc_id, saved->buffer_id, saved->x, saved->y, &connector,
                           1, &saved->mode);
        }
        drmDropMaster(fd());
    }
    KernelCard(const KernelCard&) = delete;
    KernelCard& operator=(const KernelCard&) = delete;

    std::vector<DrmConnector> connectors() override;
    DrmBuffer make_buffer(Size size) override;
    void drop_buffer(const DrmBuffer& buffer) noexcept override;
    bool set_mode(const DrmOutput& output, const DrmBuffer& buffer) override;
    Shown show(const DrmOutput& output, const DrmBuffer& buffer,
               std::span<const Rect> damage) override;
    int fd() const override { return file_.get(); }
    bool read_shown() override;

  private:
    DrmConnector describe(const drmModeRes& resources, const drmModeConnector& connector) const;

    Descriptor file_;
    std::map<std::uint32_t, Crtc> before_;  ///< what each CRTC showed before us
    std::map<std::uint32_t, std::uint32_t> connector_of_;
    std::map<std::uint32_t, std::vector<drmModeModeInfo>> modes_;  ///< by connector
    bool shown_ = false;
};

std::vector<DrmConnector> KernelCard::connectors() {
    const Resources resources(drmModeGetResources(fd()));
    std::vector<DrmConnector> list;
    if (!resources) return list;
    for (int i = 0; i < resources->count_connectors; ++i) {
        const Connector connector(drmModeGetConnector(fd(), resources->connectors[i]));
        if (!connector) continue;
        modes_[connector->connector_id].assign(connector->modes,
                                               connector->modes + connector->count_modes);
        list.push_back(describe(*resources, *connector));
    }
    return list;
}

DrmConnector KernelCard::describe(const drmModeRes& resources,
                                  const drmModeConnector& connector) const {
    DrmConnector out;
    out.id = connector.connector_id;
    const char* type = drmModeGetConnectorTypeName(connector.connector_type);
    out.name = std::string(type == nullptr ? "Unknown" : type) + "-" +
               std::to_string(connector.connector_type_id);
    out.connected = connector.connection == DRM_MODE_CONNECTED;
    out.width_mm = static_cast<int>(connector.mmWidth);
    out.height_mm = static_cast<int>(connector.mmHeight);
    for (int i = 0; i < connector.count_modes; ++i) {
        const drmModeModeInfo& mode = connector.modes[i];
        if ((mode.flags & DRM_MODE_FLAG_INTERLACE) != 0) continue;
        out.modes.push_back({{mode.hdisplay, mode.vdisplay},
                             static_cast<int>(mode.vrefresh),
                             (mode.type & DRM_MODE_TYPE_PREFERRED) != 0,
                             static_cast<std::size_t>(i)});
    }
    const Encoder now(drmModeGetEncoder(fd(), connector.encoder_id));
    if (now && now->crtc_id != 0) out.crtcs.push_back(now->crtc_id);
    for (int i = 0; i < connector.count_encoders; ++i) {
        const Encoder encoder(drmModeGetEncoder(fd(), connector.encoders[i]));
        for (int c = 0; encoder && c < resources.count_crtcs; ++c) {
            if ((encoder->possible_crtcs >> c & 1) == 0) continue;
            if (std::ranges::find(out.crtcs, resources.crtcs[c]) == out.crtcs.end())
                out.crtcs.push_back(resources.crtcs[c]);
        }
    }
    return out;
}

DrmBuffer KernelCard::make_buffer(Size size) {
    drm_mode_create_dumb wanted{};
    wanted.width = static_cast<std::uint32_t>(size.width);
    wanted.height = static_cast<std::uint32_t>(size.height);
    wanted.bpp = 32;
    if (drmIoctl(fd(), DRM_IOCTL_MODE_CREATE_DUMB, &wanted) != 0)
        fail("the graphics card has no memory for the picture");
    DrmBuffer buffer;
    buffer.handle = wanted.handle;
    drm_mode_map_dumb map{};
    map.handle = wanted.handle;
    void* memory = MAP_FAILED;
    if (drmModeAddFB(fd(), wanted.width, wanted.height, 24, 32, wanted.pitch, wanted.handle,
                     &buffer.framebuffer) == 0 &&
        drmIoctl(fd(), DRM_IOCTL_MODE_MAP_DUMB, &map) == 0)
        memory = mmap(nullptr, wanted.size, PROT_READ | PROT_WRITE, MAP_SHARED, fd(),
                      static_cast<off_t>(map.offset));
    if (memory == MAP_FAILED) {
        const int reason = errno;
        drop_buffer(buffer);
        errno = reason;
        fail("the graphics card's memory can't be reached");
    }
    buffer.canvas = {static_cast<std::uint32_t*>(memory), size.width, size.height,
                     static_cast<int>(wanted.pitch / sizeof(std::uint32_t)), 0};
    return buffer;
}

void KernelCard::drop_buffer(const DrmBuffer& buffer) noexcept {
    if (buffer.canvas.pixels != nullptr) {
        munmap(buffer.canvas.pixels, sizeof(std::uint32_t) *
                                         static_cast<std::size_t>(buffer.canvas.stride) *
                                         buffer.canvas.height);
    }
    if (buffer.framebuffer != 0) drmModeRmFB(fd(), buffer.framebuffer);
    drm_mode_destroy_dumb gone{};
    gone.handle = buffer.handle;
    drmIoctl(fd(), DRM_IOCTL_MODE_DESTROY_DUMB, &gone);
}

bool KernelCard::set_mode(const DrmOutput& output, const DrmBuffer& buffer) {
    // After another program had the card, or the console was switched.
    if (!drmIsMaster(fd())) drmSetMaster(fd());
    if (!before_.contains(output.crtc))
        before_[output.crtc].reset(drmModeGetCrtc(fd(), output.crtc));
    std::uint32_t connector = output.connector.id;
    connector_of_[output.crtc] = connector;
    auto& modes = modes_.at(connector);
    return output.mode.index < modes.size() &&
           drmModeSetCrtc(fd(), output.crtc, buffer.framebuffer, 0, 0, &connector, 1,
                          &modes[output.mode.index]) == 0;
}

Shown KernelCard::show(const DrmOutput& output, const DrmBuffer& buffer,
                       std::span<const Rect> damage) {
    // Displays that are fed by copying (USB, virtual machines) need to be told what changed.
    std::vector<drmModeClip> clips;
    for (const Rect& rect : damage) {
        clips.push_back({static_cast<std::uint16_t>(rect.x0), static_cast<std::uint16_t>(rect.y0),
                         static_cast<std::uint16_t>(rect.x1), static_cast<std::uint16_t>(rect.y1)});
    }
    const bool all = clips.size() > DRM_MODE_FB_DIRTY_MAX_CLIPS;
    drmModeDirtyFB(fd(), buffer.framebuffer, all ? nullptr : clips.data(),
                   all ? 0 : static_cast<std::uint32_t>(clips.size()));
    const int code =
        drmModePageFlip(fd(), output.crtc, buffer.framebuffer, DRM_MODE_PAGE_FLIP_EVENT, this);
    switch (-code) {
        case 0:
            return Shown::queued;
        case EBUSY:
            return Shown::busy;
        case EACCES:
        case EPERM:
            return Shown::not_allowed;
        case ENODEV:
        case ENOENT:
            return Shown::gone;
        default:
            return set_mode(output, buffer) ? Shown::at_once : Shown::gone;
    }
}

bool KernelCard::read_shown() {
    shown_ = false;
    drmEventContext context{};
    context.version = 2;
    context.page_flip_handler = [](int, unsigned, unsigned, unsigned, void* self) {
        static_cast<KernelCard*>(self)->shown_ = true;
    };
    drmHandleEvent(fd(), &context);
    return shown_;
}

}  // namespace

std::unique_ptr<DrmCard> open_card(const std::string& path) {
    return std::make_unique<KernelCard>(path);
}

std::vector<std::string> card_paths(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with("card")) paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

}  // namespace villageboard::draw
