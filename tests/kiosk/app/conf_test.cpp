#include "kiosk/app/conf.h"

#include <doctest/doctest.h>

#include "content/model/error.h"

namespace villageboard::kiosk {

TEST_CASE("a line that kiosk.conf doesn't know is refused with its number") {
    for (const char* conf :
         {"\npanel_mm = wide\n", "\npanel_cm = 30x20\n", "\nviewing_mm = 10\n", "\nhello\n",
          "\nrotation = 45\n", "\nrotation = -90\n", "\nrotation = 360\n", "\nrotation = 090\n",
          "\nrotation =\n", "\nrotation\n", "\nrenderer = gpu\n", "\nmotion = slow\n",
          "\nvoice = loud\n", "\nlanguages = zh-CN, xx\n", "\nlanguages =\n"}) {
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
    CHECK(parse_conf("voice = synthetic").voice == speech::Voice::synthetic);
    CHECK_FALSE(parse_conf("").voice);
    CHECK(refined(usual_panel(1920, 1080), parse_conf("motion = off")).motion == Motion::off);
    CHECK(parse_conf("languages = zh-CN, en").languages == std::vector<std::string>{"zh-CN", "en"});
    CHECK_FALSE(parse_conf("").languages);
    CHECK_FALSE(parse_conf("").rotation);
    CHECK_FALSE(parse_conf("").renderer);
    CHECK(refined(usual_panel(1920, 1080), parse_conf("")).width_mm ==
          usual_panel(1920, 1080).width_mm);
}

TEST_CASE("a terminal's printers and the address of public pages stand in its settings") {
    const kiosk::Conf conf = kiosk::parse_conf(
        "public_page = https://board.example/p/{area}/{id}/\nslip_paper = 58mm\n"
        "slip_printer = receipts\nposter_printer = office\n");
    REQUIRE(conf.public_page);
    CHECK(conf.public_page->address("539921", "1") == "https://board.example/p/539921/1/");
    CHECK(conf.slip_paper == print::Paper::receipt58);
    CHECK(conf.slip_printer == "receipts");
    CHECK(conf.poster_printer == "office");
    CHECK_THROWS_AS(kiosk::parse_conf("public_page = board.example"), Error);
    CHECK_THROWS_AS(kiosk::parse_conf("slip_paper = a6"), Error);
    CHECK_THROWS_AS(kiosk::parse_conf("slip_printer ="), Error);
}

TEST_CASE(
    "kiosk.conf gives the look for the next person, the board's pace and where the glass hangs") {
    const Conf conf =
        parse_conf("theme = night\nboard_seconds = 30\npanel_bottom_mm = 650\nmotion = off\n");
    CHECK(conf.palette == Palette::night);
    CHECK(conf.board_turn == std::chrono::seconds{30});
    CHECK(refined(usual_panel(1080, 1920), conf).bottom_mm == 650);
    CHECK(parse_conf("board_seconds = 0").board_turn == std::chrono::seconds{0});
    for (const char* wrong : {"theme = dark", "board_seconds = 5", "board_seconds = 500",
                              "panel_bottom_mm = -3", "panel_bottom_mm = high"})
        CHECK_THROWS_AS(parse_conf(wrong), Error);
}

}  // namespace villageboard::kiosk
