#include "kiosk/app/conf.h"

#include <doctest/doctest.h>

#include "content/model/error.h"

namespace villageboard::kiosk {

TEST_CASE("a line that kiosk.conf doesn't know is refused with its number") {
    for (const char* conf :
         {"\npanel_mm = wide\n", "\npanel_cm = 30x20\n", "\nviewing_mm = 10\n", "\nhello\n",
          "\nrotation = 45\n", "\nrotation = -90\n", "\nrotation = 360\n", "\nrotation = 090\n",
          "\nrotation =\n", "\nrotation\n", "\nrenderer = gpu\n", "\nmotion = slow\n"}) {
        CAPTURE(conf);
        try {
            parse_conf(conf);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::invalid);
            CHECK(error.place() == "kiosk.conf:2");
        }
    }
}

TEST_CASE("kiosk.conf gives the glass's size, the reading distance and how the panel is turned") {
    const Conf conf = parse_conf(
        "# in the hall\npanel_mm = 708x398 # 32 inch\n\nviewing_mm=800\nrotation = 270\nrenderer = "
        "opengl");
    const Panel panel = refined(usual_panel(1920, 1080), conf);
    CHECK(panel.width_mm == 708);
    CHECK(panel.height_mm == 398);
    CHECK(panel.distance_mm == 800);
    CHECK(conf.rotation == draw::Turn::three_quarters);
    CHECK(conf.renderer == draw::Renderer::opengl);
    CHECK(panel.motion == Motion::on);
    CHECK(refined(usual_panel(1920, 1080), parse_conf("motion = off")).motion == Motion::off);
    CHECK_FALSE(parse_conf("").rotation);
    CHECK_FALSE(parse_conf("").renderer);
    CHECK(refined(usual_panel(1920, 1080), parse_conf("")).width_mm ==
          usual_panel(1920, 1080).width_mm);
}

}  // namespace villageboard::kiosk
