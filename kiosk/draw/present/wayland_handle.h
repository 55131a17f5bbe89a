/// Owns an object of libwayland's C interface, given back by the function of its kind.
#pragma once
#include <memory>

namespace villageboard::draw {

template <typename Object, void (*destroy)(Object*)>
struct DestroyWith {
    void operator()(Object* object) const { destroy(object); }
};
template <typename Object, void (*destroy)(Object*)>
using WaylandHandle = std::unique_ptr<Object, DestroyWith<Object, destroy>>;

}  // namespace villageboard::draw
