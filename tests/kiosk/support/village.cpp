#include "tests/kiosk/support/village.h"

#include <array>
#include <string_view>

#include "tests/kiosk/support/village_head.h"

namespace villageboard::kiosk_test {
namespace {

Day today() { return shanghai_day(fixture_now()); }

template <typename T>
std::vector<Block> blocks(const T& words) {
    std::vector<Block> all;
    for (const char* text : words) {
        if (std::string_view(text).starts_with("#")) {
            all.push_back(Heading{1, text + 1});
        } else {
            all.push_back(Paragraph{text});
        }
    }
    return all;
}

Notice notice(const char* title, const char* summary) {
    Notice body;
    common(body, title, "", summary, "核桃箐村村民委员会");
    body.blocks = {Paragraph{"各组村民：因电网检修，11月25日早上8点到下午6点，大箐组、河边组、上寨"
                             "组停电。请大家提前备好水和干粮，冰箱里的东西先处理。"},
                   Paragraph{"检修提前结束会提前送电，请始终当作线路有电，不要靠近断落的电线。"}};
    body.contact =
        ContactCard{"村委会值班", "余秀英", "0886-5550123", "8:00 到 18:00", "村委会一楼"};
    return body;
}

Policy policy() {
    constexpr const char* text[] = {
        "#一、补贴给谁",
        "种自己承包地的农户都有。地租给别人种的，谁种地谁领，租地协议里写明的按协议。",
        "#二、怎么发",
        "由县财政统一打到社保卡，存折上写“耕地保护”。不收任何手续费，也不用自己去申请。"};
    Policy body;
    common(body, "云岭县2026年耕地地力保护补贴实施方案", "种地补贴怎么发",
           "种自家承包地的，每亩补 105.50 元，打到社保卡上。", "云岭县农业农村局");
    body.blocks = blocks(text);
    body.blocks.push_back(
        TableBlock{{"组", "面积（亩）", "金额（元）"},
                   {{"大箐组", "320.50", "33,812.75"}, {"河边组", "281.00", "29,645.50"}},
                   {Alignment::left, Alignment::right, Alignment::right}});
    body.blocks.push_back(
        ListBlock{true, {"村里登记面积", "张榜公示七天", "乡镇核对", "县里打款"}});
    body.validity = Validity::in_force;
    body.who = "种自己承包地的农户";
    body.conditions = {
        {"您家的承包地是自己家在种，对不对？", true, "地租出去的，看租地协议怎么写。"}};
    body.how = "不用申请，村里统一登记";
    body.when = "每年 6 月 30 日前";
    body.phone = "0886-5550456";
    body.programme = "耕地保护";
    body.standard = Standard{Fen{10550}, "元", "亩"};
    body.meta = PageMeta{};
    body.meta->index_no = "539921-2026-0031";
    body.meta->doc_no = "云农发〔2026〕31号";
    body.meta->validity = "";
    return body;
}

Interpretation interpretation(const std::string& policy_id) {
    Interpretation body;
    common(body, "种地补贴，一问一答", "", "地是谁在种，补贴就给谁。", "云岭县农业农村局");
    body.policy_id = policy_id;
    body.form = InterpretationForm::qa;
    body.background = "为了让大家把地种好、地力不下降，国家每年给种地的人补一点。";
    body.who_benefits = "种自己承包地的农户。";
    body.how = "不用申请，村里统一登记、公示。";
    body.when = "6 月 30 日前打到社保卡。";
    body.ask = "村文书，或者打农业农村局电话。";
    body.qa = {{"地租给别人种了，补贴给谁？", "看租地协议怎么写；没写的，谁种给谁。"}};
    return body;
}

Project project() {
    Project body;
    common(body, "河边组人饮水池工程", "", "在河边组修一个 50 方的水池，年底前通水。",
           "核桃箐村村民委员会");
    body.place = "河边组后山";
    body.what = "新建 50 立方米水池一座，铺水管 2.4 公里";
    body.funding = {{"衔接资金", Fen{32000000}}, {"村集体", Fen{4500000}}};
    body.bid_price_fen = Fen{35980000};
    body.builder = "云岭县某建筑公司";
    body.start = today() - std::chrono::days{60};
    body.phone = "0886-5550123";
    body.progress = {{today() - std::chrono::days{20}, "水池已经浇好，正在铺管。"}};
    for (int i = 0; i < static_cast<int>(kProjectSlots); ++i) {
        ProjectSlot slot;
        slot.slot = static_cast<ProjectSlotName>(i);
        slot.state = i < 3    ? SlotState::present
                     : i == 3 ? SlotState::not_applicable
                              : SlotState::missing;
        if (i < 3) slot.date = today() - std::chrono::days{90 - i * 10};
        if (i < 3) slot.unit = "县发展和改革局";
        if (i == 3) slot.reason = "不占耕地，不用征地";
        body.slots.push_back(slot);
    }
    return body;
}

Guide guide() {
    Guide body;
    common(body, "申请最低生活保障", "低保怎么办", "带上身份证和户口簿，到村委会填一张表。",
           "杉坪镇社会事务办");
    body.matter = "最低生活保障";
    body.who = "家里人均收入低于低保标准的家庭";
    body.conditions = {"户口在本镇", "家庭收入低于标准"};
    body.materials = {
        {"户口簿", 1, 1, {}, {}}, {"身份证", 1, 1, {}, "全家人的都要"}, {"收入说明", 1, 0, {}, {}}};
    body.steps = {"到村委会领表、填表", "乡镇上门了解情况", "村里公示 7 天",
                  "县民政局批准，次月开始发"};
    body.time_limit = "30 个工作日";
    body.place = "村委会一楼服务窗口";
    body.phone = "0886-5550123";
    body.fee = "不要钱";
    return body;
}

Consultation consultation() {
    Consultation body;
    common(body, "村规民约修改征求意见", "", "红白喜事办多少桌，请大家说说看法。",
           "核桃箐村村民委员会");
    body.background = "原来的村规民约是五年前定的，有几条大家有意见，现在想改一改。";
    body.open_from = today() - std::chrono::days{10};
    body.open_to = today() + std::chrono::days{20};
    body.channels = {"到村委会说", "给村文书打电话 0886-5550123"};
    body.questions = {
        {"q1", "红白喜事最多办多少桌？", QuestionType::choice, {"20 桌", "30 桌", "不限"}}};
    body.responses = {{"到村委会", 12}, {"电话", 5}};
    return body;
}

Statistics statistics() {
    Statistics body;
    common(body, "全村核桃产量", "", "今年核桃比去年多收 3 吨多。", "核桃箐村村民委员会");
    body.indicator = "核桃干果产量";
    body.unit = "吨";
    body.source = "各组上报";
    body.finding = "今年核桃比去年多收 3 吨多。";
    body.points = {{"2023年", *parse_decimal("38.5")},
                   {"2024年", *parse_decimal("41.2")},
                   {"2025年", *parse_decimal("39.8")},
                   {"2026年", *parse_decimal("43.1")}};
    return body;
}

Contact contacts() {
    Contact body;
    common(body, "村里有事找谁", "", "这几个人的电话请记一下。", "核桃箐村村民委员会");
    body.entries = {{"村党总支书记、主任",
                     "杨永福",
                     "0886-5550101",
                     "8:00 到 18:00",
                     "村委会二楼",
                     {},
                     {},
                     {},
                     {}},
                    {"村文书",
                     "余秀英",
                     "0886-5550123",
                     "8:00 到 18:00",
                     "村委会一楼",
                     {},
                     {},
                     {},
                     "周一到周五"}};
    return body;
}

Meeting meeting() {
    Meeting body;
    common(body, "村民代表会议决定：林地承包", "", "会议同意把箐头林地再租五年。",
           "核桃箐村村民委员会");
    body.meeting = MeetingType::representatives;
    body.held = today() - std::chrono::days{8};
    body.due = 36;
    body.present = 31;
    body.agenda = {"箐头林地承包到期后怎么办", "河边组水池出工"};
    body.decisions = {{"箐头林地继续出租五年，租金每年 12,000 元", 28, 2, 1, true}};
    body.follow_up = {{"签承包合同", "和志强", today() + std::chrono::days{12}, {}}};
    return body;
}

AreasTable areas() {
    AreasTable body;
    common(body, "地名", "", "", "云岭县");
    const Day from = Day{std::chrono::year{2020} / 1 / 1};
    for (const auto& [code, name] : {std::pair{kCounty, "云岭县"},
                                     {kTown, "杉坪镇"},
                                     {kVillage, "核桃箐村"},
                                     {kOtherVillage, "松林村"}})
        body.rows.push_back({*AreaCode::parse(code), name, from, {}, {}, {}});
    return body;
}

}  // namespace

Alert alert(Severity severity, AlertStatus status) {
    constexpr const char* colours[] = {"红色", "橙色", "黄色", "蓝色"};
    Alert body;
    const std::string colour = colours[static_cast<int>(severity)];
    common(body, "云岭县发布地质灾害" + colour + "预警", "", "雨太大，后山可能滑坡，请马上离开。",
           "云岭县应急管理局");
    body.identifier = "53992141600000_20261123060000" + colour;
    body.sender = "云岭县应急管理局";
    body.sender_code = "53992141600000";
    body.sent = body.effective = fixture_now() - std::chrono::hours{1};
    body.status = status;
    body.event = "滑坡泥石流";
    body.severity = severity;
    body.expires = fixture_now() + std::chrono::hours{8};
    body.headline = body.title;
    body.description =
        "过去 6 小时杉坪镇降雨 96 毫米，预计今夜还有大雨，河边组、岩脚组后山发生滑坡的可能性很大。";
    body.instruction = "河边组、岩脚组的人马上到村小学操场集合，不要回家拿东西，不要走河边小路。";
    body.areas = {*AreaCode::parse(kVillage)};
    body.where = "河边组、岩脚组";
    body.phone = "0886-5550110";
    return body;
}

void fill_village(VillageWriter& writer) {
    const Day day = today();
    writer.add(areas(), {.area = kCounty, .days_ago = 300});
    const std::string voucher = writer.picture(0x8FA79B);
    const std::string poster = writer.picture(0xB98C5A);
    int age = 700;
    for (const auto& [year, quarter] : {std::pair{2024, 4},
                                        {2025, 1},
                                        {2025, 2},
                                        {2025, 3},
                                        {2025, 4},
                                        {2026, 1},
                                        {2026, 2},
                                        {2026, 3}})
        writer.add(finance_report(year, quarter, 24 + quarter * 3, voucher),
                   {.days_ago = age -= 85, .catalogue = "F01", .pictures = {voucher}});
    writer.add(subsidy_roll(260), {.days_ago = 2,
                                   .notice_from = day - std::chrono::days{2},
                                   .notice_to = day + std::chrono::days{4},
                                   .catalogue = "S01"});
    SubsidyRoll figures = subsidy_roll(80);
    figures.title = "2025年草原补奖发放情况";
    figures.plain_title = "草原补奖";
    figures.stage = SubsidyStage::paid;
    figures.lines.clear();
    writer.add(figures, {.days_ago = 90, .catalogue = "S01"});
    writer.add(relief_roll(7), {.days_ago = 1,
                                .notice_from = day - std::chrono::days{1},
                                .notice_to = day + std::chrono::days{5},
                                .catalogue = "R01"});
    const std::string policy_id =
        writer.add(policy(), {.area = kCounty, .days_ago = 30, .catalogue = "P01"});
    writer.add(interpretation(policy_id), {.area = kCounty, .days_ago = 30, .catalogue = "P02"});
    writer.add(project(), {.days_ago = 12, .catalogue = "J01"});
    Notice outage = notice("11月25日大箐组、河边组、上寨组停电检修",
                           "11月25日早上8点到下午6点停电，请提前准备。");
    outage.event_at = fixture_now() + std::chrono::hours{42};
    outage.event_place = "大箐组、河边组、上寨组";
    outage.audience_groups = {"1", "2", "3"};
    writer.add(outage, {.days_ago = 0});
    Notice vaccine = notice("狗和猫打狂犬疫苗，星期四在村委会，不要钱",
                            "星期四上午带狗和猫到村委会打疫苗，不要钱。");
    vaccine.pictures = {{poster, "打疫苗的地方在村委会院子里"}};
    writer.add(vaccine, {.days_ago = 1, .pictures = {poster}});
    writer.add(notice("城乡居民医保开始缴费，每人400元，12月31日前",
                      "明年医保每人 400 元，12 月 31 日前缴清。"),
               {.area = kTown, .days_ago = 4});
    const std::string film = writer.film(12);
    Guide with_film = guide();
    with_film.blocks = {PictureBlock{film, "低保怎么申请，一看就懂"}};
    writer.add(with_film,
               {.area = kTown, .days_ago = 100, .pictures = {film}, .picture_type = "video/webm"});
    writer.add(consultation(), {.days_ago = 10});
    writer.add(statistics(), {.days_ago = 25});
    writer.add(contacts(), {.days_ago = 200});
    writer.add(meeting(), {.days_ago = 7});
}

}  // namespace villageboard::kiosk_test
