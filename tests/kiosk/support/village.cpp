#include "tests/kiosk/support/village.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

#include "content/cache/digest.h"
#include "content/cache/schema.h"
#include "content/demo/film_encoder.h"
#include "content/model/uuid.h"
#include "kiosk/draw/png.h"

namespace villageboard::kiosk_test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kSalt = "00112233445566778899aabbccddeeff";
constexpr int kGroups = 6;
constexpr std::array<const char*, kGroups> kGroupNames{"大箐组", "河边组", "上寨组",
                                                       "下寨组", "麦地组", "岩脚组"};
constexpr std::array<const char*, 20> kFamilyNames{"李", "王", "单", "解", "仇", "曾", "覃",
                                                   "盖", "查", "区", "朴", "乐", "杨", "和",
                                                   "余", "张", "赵", "罗", "胡", "祝"};
constexpr std::array<const char*, 12> kGivenNames{"三妹", "建国", "秀英", "志强", "阿普", "美花",
                                                  "光明", "永福", "春兰", "德才", "文",   "丽"};

Day today() { return shanghai_day(fixture_now()); }

std::string person(int i) {
    return std::string(kFamilyNames[static_cast<std::size_t>(i) % kFamilyNames.size()]) +
           kGivenNames[static_cast<std::size_t>(i * 7 + i / 20) % kGivenNames.size()];
}

void common(BodyCommon& body, std::string title, std::string plain, std::string summary,
            std::string office) {
    body.title = std::move(title);
    if (!plain.empty()) body.plain_title = std::move(plain);
    body.summary = std::move(summary);
    body.office_name = std::move(office);
}

SheetA sheet_a(const SheetB& entries, Fen opening) {
    SheetA sheet;
    sheet.opening_fen = opening;
    sheet.income = {{"22", "出租及承包收入", {}}, {"25", "上级补助", {}}};
    sheet.expense = {{"31", "干部报酬", {}}, {"33", "水电费", {}}, {"35", "公益设施维修", {}}};
    for (const SheetBEntry& entry : entries.entries) {
        auto& side = entry.income_fen.value > 0 ? sheet.income : sheet.expense;
        for (SheetALine& line : side)
            if (line.code == entry.category)
                line.amount_fen += entry.income_fen + entry.expense_fen;
        sheet.income_total_fen += entry.income_fen;
        sheet.expense_total_fen += entry.expense_fen;
    }
    sheet.closing_fen = opening + sheet.income_total_fen - sheet.expense_total_fen;
    sheet.year_income_fen = sheet.income_total_fen + Fen{4200000};
    sheet.year_expense_fen = sheet.expense_total_fen + Fen{3100000};
    sheet.accounts = {
        {"银行存款", opening, sheet.income_total_fen, sheet.expense_total_fen, sheet.closing_fen}};
    return sheet;
}

SheetB sheet_b(int year, int quarter, int count, Fen opening, const std::string& voucher) {
    struct Line {
        const char* category;
        const char* label;
        const char* summary;
        bool income;
    };
    constexpr Line lines[] = {{"22", "出租及承包收入", "箐头林地承包费", true},
                              {"31", "干部报酬", "村组干部补助", false},
                              {"25", "上级补助", "运转经费补助", true},
                              {"33", "水电费", "村委会和活动室电费", false},
                              {"35", "公益设施维修", "河边组人饮水管维修材料", false},
                              {"33", "水电费", "路灯电费", false}};
    SheetB sheet;
    sheet.opening_fen = opening;
    Fen balance = opening;
    for (int i = 0; i < count; ++i) {
        const Line& line = lines[static_cast<std::size_t>(i) % std::size(lines)];
        SheetBEntry entry;
        entry.date = Day{std::chrono::year{year} / (quarter * 3 - 2 + i % 3) / (1 + i % 27)};
        entry.voucher_no = "记-" + std::to_string(100 + i);
        entry.summary = line.summary;
        entry.category = line.category;
        entry.label = line.label;
        const Fen amount{(line.income ? 1200000 : 86050) + i * 1375 + quarter * 10000};
        (line.income ? entry.income_fen : entry.expense_fen) = amount;
        balance += line.income ? amount : -amount;
        entry.balance_fen = balance;
        entry.party = line.income ? "县财政局" : "云岭供电所";
        entry.handler = "和志强";
        entry.approver = "杨永福";
        entry.supervised = true;
        entry.fund_source = "村集体";
        if (i == 4 && !voucher.empty()) entry.vouchers = {voucher};
        sheet.entries.push_back(std::move(entry));
    }
    sheet.closing_fen = balance;
    return sheet;
}

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

Instant fixture_now() { return *parse_instant("2026-11-23T06:30:00Z"); }

TemporaryFolder::TemporaryFolder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() /
            ("villageboard-kiosk-" + std::to_string(random()) + std::to_string(random()));
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

VillageWriter::VillageWriter(std::filesystem::path data_dir, Instant confirmed)
    : data_dir_(std::move(data_dir)), writer_(data_dir_ / "cache.1.db"), confirmed_(confirmed) {
    std::ofstream(data_dir_ / "cache.current") << "cache.1.db\n";
    for (const char* area : {kCounty, kTown, kVillage}) follow(area, false);
}

void VillageWriter::follow(const std::string& area, bool granted) {
    cache::FeedState feed;
    feed.area = area;
    feed.origin = "board.yunling.example/" + area;
    feed.size = 1;
    feed.root = std::string(64, '0');
    feed.confirmed = confirmed_;
    feed.contacted = confirmed_;
    feed.granted = granted;
    cache::Transaction transaction(writer_.database());
    writer_.put_feed(transaction, feed);
    transaction.commit();
}

std::string VillageWriter::add(const Body& body, const ItemOptions& options) {
    const Instant published =
        fixture_now() - std::chrono::days{options.days_ago} - std::chrono::minutes{count_};
    const auto random = [this](std::span<std::byte> bytes) {
        std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(count_ + 1));
    };
    cache::NewRevision revision;
    revision.id = options.corrects;
    if (revision.id.empty())
        revision.id = make_uuid_v7(
            std::chrono::time_point_cast<std::chrono::milliseconds>(published), random);
    revision.revision = ++revisions_[revision.id];
    if (revision.revision > 1) revision.operation = Operation::correct;
    revision.area = options.area;
    revision.entry = static_cast<std::uint64_t>(count_++);
    revision.kind = kind_of(body);
    revision.catalogue = options.catalogue;
    revision.priority = options.priority;
    revision.formed = shanghai_day(published);
    revision.published = published;
    revision.expires = options.expires;
    revision.notice_from = options.notice_from;
    revision.notice_to = options.notice_to;
    revision.office = std::string(kVillage) + "-VC";
    const std::string json = print_body(body, kSalt);
    revision.bodies = {{options.audience,
                        cache::sha256_hex(json),
                        json.size(),
                        {},
                        cache::BodyState::present,
                        json}};
    if (options.public_rendition) {
        const std::string shown = print_body(*options.public_rendition, kSalt);
        revision.bodies.push_back({Audience::public_,
                                   cache::sha256_hex(shown),
                                   shown.size(),
                                   {},
                                   cache::BodyState::present,
                                   shown});
    }
    for (const std::string& digest : options.pictures)
        revision.attachments.push_back(
            {Audience::public_, digest, 1000, options.picture_type, "", "picture"});
    for (const std::string& digest : options.coming)
        revision.attachments.push_back(
            {Audience::public_, digest, 1000, options.picture_type, "", "picture"});
    for (const Clip& clip : options.clips)
        revision.attachments.push_back(
            {Audience::public_, clip.digest, 1000, "audio/ogg", clip.language, "audio"});
    cache::Transaction transaction(writer_.database());
    writer_.add(transaction, revision, fixture_now());
    for (const std::string& digest : options.pictures) writer_.set_held(transaction, digest);
    for (const Clip& clip : options.clips)
        if (clip.held) writer_.set_held(transaction, clip.digest);
    transaction.commit();
    return revision.id;
}

std::string VillageWriter::picture(std::uint32_t colour) {
    std::vector<std::uint32_t> pixels(320 * 200, colour);
    for (int i = 0; i < 320 * 200; ++i)
        if ((i / 320 / 20 + i % 320 / 20) % 2 == 0) pixels[static_cast<std::size_t>(i)] = 0xE8E2D4;
    const auto draft = data_dir_ / "draft.png";
    draw::write_png(draft, {pixels.data(), 320, 200, 320, 1});
    std::ifstream in(draft, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return file(bytes);
}

std::string VillageWriter::film(int seconds, int frames_per_second) {
    constexpr int kWidth = 64;
    constexpr int kHeight = 36;
    demo::FilmEncoder encoder({kWidth, kHeight, frames_per_second, 100});
    for (int n = 0; n < seconds * frames_per_second; ++n) {
        const auto grey = static_cast<std::uint32_t>(40 + n * 17 % 180);
        encoder.add(std::vector<std::uint32_t>(kWidth * kHeight, grey << 16 | grey << 8 | grey));
    }
    return file(encoder.finish());
}

std::string VillageWriter::moving_poster() {
    constexpr int kSide = 120;
    WebPAnimEncoderOptions options;
    WebPAnimEncoderOptionsInit(&options);
    WebPAnimEncoder* encoder = WebPAnimEncoderNew(kSide, kSide, &options);
    WebPConfig config;
    WebPConfigInit(&config);
    int at = 0;
    for (const auto& [grey, ms] : {std::pair{0x40u, 100}, {0x80u, 300}, {0xC0u, 500}}) {
        WebPPicture picture;
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = picture.height = kSide;
        WebPPictureAlloc(&picture);
        std::fill_n(picture.argb, kSide * kSide, 0xFF000000 | grey << 16 | grey << 8 | grey);
        WebPAnimEncoderAdd(encoder, &picture, at, &config);
        WebPPictureFree(&picture);
        at += ms;
    }
    WebPAnimEncoderAdd(encoder, nullptr, at, nullptr);
    WebPData data;
    WebPDataInit(&data);
    WebPAnimEncoderAssemble(encoder, &data);
    const std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
    WebPDataClear(&data);
    WebPAnimEncoderDelete(encoder);
    return file(bytes);
}

std::string VillageWriter::file(const std::string& bytes) {
    const std::string digest = cache::sha256_hex(bytes);
    std::filesystem::create_directories(path_of(digest).parent_path());
    std::ofstream(path_of(digest), std::ios::binary) << bytes;
    return digest;
}

std::filesystem::path VillageWriter::path_of(const std::string& digest) const {
    return cache::file_path(data_dir_, digest);
}

Finance finance_report(int year, int quarter, int entries, const std::string& voucher) {
    Finance body;
    const std::string label =
        std::to_string(year) + "年第" +
        std::array{"一", "二", "三", "四"}[static_cast<std::size_t>(quarter - 1)] + "季度";
    common(body, label + "村集体收支公布表", label + "的账", "", "核桃箐村村民委员会");
    body.period = {PeriodType::quarter, Day{std::chrono::year{year} / (quarter * 3 - 2) / 1},
                   Day{std::chrono::year{year} / (quarter * 3) / 28}, label};
    const Fen opening{9876540 + (year * 4 + quarter - 8100) * 133700};
    body.sheet_b = sheet_b(year, quarter, entries, opening, voucher);
    body.sheet_a = sheet_a(*body.sheet_b, opening);
    body.summary = "这一季度，村里收进 " + format_yuan(body.sheet_a->income_total_fen) +
                   " 元，花掉 " + format_yuan(body.sheet_a->expense_total_fen) + " 元，还剩 " +
                   format_yuan(body.sheet_a->closing_fen) + " 元。";
    body.sheet_f = SheetF{{{"云岭核桃合作社", false, "仓库租金", Fen{1200000},
                            Day{std::chrono::year{year} / 1 / 15}}},
                          {},
                          Fen{1200000},
                          {}};
    body.sheet_g =
        SheetG{{{"河边组人饮水池", "衔接资金", Fen{32000000}, Fen{21000000}, Fen{11000000}, {}}}};
    body.signed_ = Signatures{"杨永福", "罗光明", "余秀英"};
    return body;
}

SubsidyRoll subsidy_roll(int lines) {
    SubsidyRoll body;
    common(body, "2026年耕地地力保护补贴发放公示", "种地补贴名单",
           "今年种地补贴每亩 105.50 元，打到社保卡上，名单请大家看看对不对。",
           "杉坪镇农业农村服务中心");
    body.programme = "耕地保护";
    body.programme_name = "耕地地力保护补贴";
    body.year = 2026;
    body.period_no = "2026-1";
    body.batch = {"B1", "云岭县农业农村局", "中央财政", {}, lines, lines};
    body.rule = "每亩 105.50 元";
    body.standard = Standard{Fen{10550}, "元", "亩"};
    body.objection_phone = "0886-5550456";
    body.place_posted = "村委会公开栏";
    for (int g = 0; g < kGroups; ++g)
        body.groups.push_back(
            {std::to_string(g + 1), kGroupNames[static_cast<std::size_t>(g)], 0, {}});
    std::int64_t hundredths = 0;
    for (int i = 0; i < lines; ++i) {
        SubsidyLine line;
        char id[9];
        std::snprintf(id, sizeof id, "%08x", 0x1000 + i * 7919);
        line.id = id;
        line.seq = i + 1;
        line.name = person(i);
        line.group = std::to_string(i % kGroups + 1);
        if (i == 0 || i == 240) line.same_name = i == 0 ? 1 : 2;
        const std::int64_t area = 120 + i * 37 % 900;
        line.quantity = Decimal{area, 2};
        line.unit = "亩";
        line.standard_fen = Fen{10550};
        line.amount_fen = *times(*line.quantity, *line.standard_fen);
        body.groups[static_cast<std::size_t>(i % kGroups)].lines += 1;
        body.groups[static_cast<std::size_t>(i % kGroups)].amount_fen += line.amount_fen;
        body.totals.amount_fen += line.amount_fen;
        hundredths += area;
        body.lines.push_back(std::move(line));
    }
    body.totals.lines = body.totals.households = lines;
    body.totals.quantity = Decimal{hundredths, 2};
    body.totals.unit = "亩";
    body.totals.pending_fen = body.batch.approved_total_fen = body.totals.amount_fen;
    return body;
}

ReliefRoll relief_roll(int lines) {
    ReliefRoll body;
    common(body, "2026年11月新增低保对象初审公示", "低保公示名单",
           "这几户准备纳入低保，大家有意见请在公示期里提。", "杉坪镇社会事务办");
    body.relief = "dibao";
    body.relief_name = "最低生活保障";
    body.objection_phone = "0886-5550789";
    body.place_posted = "村委会公开栏";
    body.effective_month = "2026年12月";
    for (int i = 0; i < lines; ++i) {
        ReliefLine line;
        char id[9];
        std::snprintf(id, sizeof id, "%08x", 0x9000 + i * 31);
        line.id = id;
        line.seq = i + 1;
        line.name = person(i * 3 + 1);
        line.group = std::to_string(i % kGroups + 1);
        line.persons = 1 + i % 5;
        line.amount_fen = Fen{35000 * (1 + i % 5)};
        body.totals.lines += 1;
        body.totals.persons += line.persons;
        body.totals.amount_fen += line.amount_fen;
        body.lines.push_back(std::move(line));
    }
    return body;
}

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
