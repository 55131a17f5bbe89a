/// One body of each kind, as JSON, with every optional member present. Invented throughout.
#pragma once
#include <string>
#include <string_view>

#include "content/model/kind.h"

namespace villageboard::test {

/// The members of BodyCommon, each optional one present, without the braces.
inline constexpr std::string_view kCommon = R"json(
"title":"关于公布有关情况的公告","plain_title":"有关情况","summary":"这是一句话说清楚的事。",
"office_name":"核桃箐村村民委员会",
"contact":{"post":"村文书","name":"和文书","phone":"12345","hours":"上午","place":"村委会"},
"basis":["vcl-30"],
"change_note":{"what":"改了日期","why":"写错了","who":"村文书",
  "old":[{"label":"日期","value":"1日"}],"new":[{"label":"日期","value":"2日"}]},
"meta":{"index_no":"1","issuer":"2","directory":"3","subject":"4","genre":"5","doc_no":"6",
  "formed":"7","issued":"8","effective":"9","repealed":"10","validity":"11","registration_no":"12",
  "disclosure":"13","source":""},
"blocks":[{"type":"heading","level":1,"text":"一、情况"},{"type":"paragraph","text":"正文。"},
  {"type":"list","ordered":true,"items":["甲","乙"]},
  {"type":"table","header":["项目","数"],"rows":[["修路","1"]],"align":["left","right"]},
  {"type":"picture","attachment":"p.png","caption":"图"},{"type":"quote","text":"引文"}],
"languages":{"en":{"title":"Notice","plain_title":"Notice","summary":"One sentence.",
  "blocks":[{"type":"paragraph","text":"Text."}]}},
"pictures":[{"attachment":"p.png","caption":"图"}])json";

inline std::string_view own_members(Kind kind) {
    switch (kind) {
        case Kind::notice:
            return R"json("topic":"outage","event_at":"2026-11-20T02:00:00Z","event_until":"2026-11-20T04:00:00Z",
"event_place":"大箐组","audience_groups":["1","2"])json";
        case Kind::policy:
            return R"json("validity":"in_force","audience":"people","benefits":["每亩补贴"],
"standard":{"amount_fen":10550,"unit":"元","per":"亩"},"who":"谁","how":"怎么办","when":"何时",
"where":"哪里","phone":"12345","programme":"耕地地力","repealed_on":"2030-12-31",
"conditions":[{"question":"地自己种着吗？","wanted":true,"otherwise":"荒着的领不到。"}])json";
        case Kind::interpretation:
            return R"json("policy_id":"0192f0c1-8a00-7abc-8def-0123456789ab","form":"qa",
"round":"follow_up","background":"背景","who_benefits":"谁受益","how":"怎么办","when":"何时",
"ask":"问谁","qa":[{"q":"问","a":"答"}])json";
        case Kind::finance:
            return R"json("system":"village_collective_2023",
"period":{"type":"quarter","from":"2026-07-01","to":"2026-09-30","label":"2026年第三季度"},
"sheet_a":{"opening_fen":100,"income":[{"code":"I1","label":"租金","amount_fen":50}],
 "income_total_fen":50,"expense":[{"code":"E1","label":"水电","amount_fen":20}],
 "expense_total_fen":20,"closing_fen":130,"year_income_fen":50,"year_expense_fen":20,
 "accounts":[{"name":"银行存款","opening_fen":100,"income_fen":50,"expense_fen":20,"closing_fen":130}]},
"sheet_b":{"opening_fen":100,"entries":[{"date":"2026-07-02","voucher_no":"1","summary":"付误工",
 "category":"E2","label":"误工补贴","income_fen":0,"expense_fen":20,"balance_fen":80,
 "party":"张小满","party_is_person":true,"handler":"李会计","approver":"王主任","supervised":true,
 "fund_source":"自有","vouchers":["v.png"]}],"closing_fen":80},
"sheet_c":{"rows":[{"line":"1","item":"1","label":"经营收入","year_fen":1,"last_year_fen":2}],
 "total_income_fen":18000,"total_expense_fen":12500,"profit_fen":5500,
 "opening_undistributed_fen":1500,"distributable_fen":7000,"withdrawn_fen":1400,
 "distributed_fen":2000,"closing_undistributed_fen":3600},
"sheet_d":{"assets":[{"label":"存款","opening_fen":1,"closing_fen":2}],"assets_total_fen":2,
 "liabilities":[{"label":"借款","opening_fen":0,"closing_fen":1}],"liabilities_total_fen":1,
 "equity":[{"label":"公积公益金","opening_fen":1,"closing_fen":1}],"equity_total_fen":1},
"sheet_e":{"assets":[{"name":"鱼塘","type":"水面","quantity":"12.35","unit":"亩","value_fen":1,
 "contract":{"lessee":"张小满","lessee_is_person":true,"area":"12.35","from":"2025-01-01",
 "to":"2029-12-31","rent_due_fen":3,"rent_received_fen":2,"rent_arrears_fen":1}}]},
"sheet_f":{"owed_to_village":[{"party":"张小满","party_is_person":true,"reason":"租金",
 "amount_fen":1,"since":"2026-01-01"}],"owed_by_village":[{"party":"某建材店","party_is_person":false,
 "reason":"水泥","amount_fen":2,"since":"2026-01-01"}],"owed_to_total_fen":1,"owed_by_total_fen":2},
"sheet_g":{"projects":[{"name":"修路","fund_source":"一事一议","income_fen":3,"expense_fen":2,
 "left_fen":1,"decision":"d"}]},
"sheet_h":{"rows":[{"name":"王主任","post":"主任","days":"3.5","standard":"每天100元",
 "amount_fen":35000,"decision":"d"}],"total_fen":35000},
"signed":{"head":"王主任","supervision":"赵监委","accountant":"李会计"},
"plan":{"income":[{"label":"租金","amount_fen":1}],"expense":[{"label":"修路","amount_fen":2}]})json";
        case Kind::subsidy_roll:
            return R"json("programme":"耕地地力","programme_name":"耕地地力保护补贴","year":2026,
"period_no":"202601","batch":{"code":"b1","office":"农业农村局","fund_source":"中央",
"approved_total_fen":42200,"households":2,"lines":2},"rule":"每亩 105.50 元",
"standard":{"amount_fen":10550,"unit":"元","per":"亩"},"stage":"paid","notice_days":7,
"objection_phone":"12345","place_posted":"公开栏",
"totals":{"lines":2,"households":2,"quantity":"4.00","unit":"亩","amount_fen":42200,
"paid_fen":31650,"returned_fen":10550,"pending_fen":0},
"last_totals":{"lines":1,"households":1,"quantity":"1.0","unit":"亩","amount_fen":10550,
"paid_fen":10550,"returned_fen":0,"pending_fen":0,"label":"2025年"},
"lines":[{"id":"0a1b2c3d","seq":1,"name":"张小满","same_name":1,"group":"1","quantity":"3.00",
"unit":"亩","standard_fen":10550,"amount_fen":31650,"pay_date":"2026-06-01","pay_state":"paid",
"note":"按卡发"},{"id":"0a1b2c3e","seq":2,"name":"李谷雨","group":"2","amount_fen":10550,
"pay_state":"returned"}],
"groups":[{"group":"1","name":"大箐组","lines":1,"amount_fen":31650},
{"group":"2","name":"河边组","lines":1,"amount_fen":10550}])json";
        case Kind::relief_roll:
            return R"json("relief":"dibao","relief_name":"最低生活保障","stage":"first_review",
"notice_days":7,"notice_unit":"working_days","place_posted":"公开栏","objection_phone":"12345",
"effective_month":"2026-12","result":"无异议","totals":{"lines":1,"persons":3,"amount_fen":90000},
"last_totals":{"lines":2,"persons":4,"amount_fen":120000,"label":"上月"},
"lines":[{"id":"aaaaaaaa","seq":1,"name":"张小满","same_name":2,"group":"1","persons":3,
"class":"B","amount_fen":90000,"reason_class":"支出型"}],
"groups":[{"group":"1","name":"大箐组","lines":1,"persons":3,"amount_fen":90000}])json";
        case Kind::project:
            return R"json("place":"上寨组","what":"修进组路","funding":[{"source":"衔接资金",
"amount_fen":1000}],"bid_price_fen":900,"settled_price_fen":950,"builder":"某建筑公司",
"start":"2026-03-01","finish":"2026-09-01","phone":"12345",
"progress":[{"date":"2026-05-01","text":"路基完成"}],"slots":[
{"slot":"approval_service","state":"present","document":"批文","date":"2026-01-01","unit":"发改局",
"link":"https://example.gov.cn/","reason":"无"},{"slot":"approval_result","state":"missing"},
{"slot":"tender","state":"missing"},{"slot":"land","state":"not_applicable"},
{"slot":"design_change","state":"missing"},{"slot":"construction","state":"missing"},
{"slot":"quality","state":"missing"},{"slot":"completion","state":"missing"},
{"slot":"supervision","state":"missing"}])json";
        case Kind::alert:
            return R"json("identifier":"53992100000000_20261120080000","sender":"云岭县气象台",
"sender_code":"53992100000000","sent":"2026-11-20T00:00:00Z","status":"actual","type":"update",
"references":"53992100000000_20261119080000","event":"暴雨","event_type":"11B03","severity":"red",
"effective":"2026-11-20T00:00:00Z","onset":"2026-11-20T01:00:00Z","expires":"2026-11-20T12:00:00Z",
"headline":"云岭县气象台发布暴雨红色预警","description":"将有暴雨。","instruction":"请转移。",
"areas":["539921102205","539921"],"area_text":"全县","where":"沿河","phone":"12379")json";
        case Kind::consultation:
            return R"json("background":"背景","open_from":"2026-11-01","open_to":"2026-11-30",
"channels":["触摸屏"],"questions":[{"id":"q1","text":"同意吗","type":"choice","options":["同意","不同意"]}],
"responses":[{"channel":"触摸屏","count":3}],"results":[{"seq":1,"from":"村民","opinion":"意见",
"adopted":"partly","reason":"理由"}],"final_document":"办法","final_date":"2026-12-05",
"result_due":"2026-12-19")json";
        case Kind::statistics:
            return R"json("indicator":"户数","unit":"户","source":"村委会","method_note":"年末数",
"preliminary":true,"finding":"今年比去年多3户。","chart":"line",
"points":[{"period":"2026","value":"312"}],"last_year":[{"period":"2025","value":"309"}])json";
        case Kind::guide:
            return R"json("matter":"办社保卡","who":"本县居民","conditions":["户口在本县"],
"standard":"免费","materials":[{"name":"身份证","original":1,"copies":2,"form":"f.pdf","note":"带原件"}],
"steps":["取号","交材料"],"time_limit":"当场","hours":"周一至周五","place":"便民服务中心",
"phone":"12345","fee":"不收费","complaint_phone":"12345")json";
        case Kind::contact:
            return R"json("entries":[{"post":"主任","name":"王主任","phone":"12345","hours":"白天",
"place":"村委会","languages":["zh","lis"],"valid_from":"2026-01-01","valid_to":"2030-12-31",
"duty":"周一"}])json";
        case Kind::meeting:
            return R"json("meeting":"representatives","held":"2026-10-01","due":30,"present":25,
"agenda":["修路"],"decisions":[{"text":"同意","for":24,"against":1,"abstain":0,"passed":true}],
"follow_up":[{"text":"开工","who":"村主任","due":"2026-12-01","done":"2026-11-30"}])json";
        case Kind::catalogue:
            return R"json("version":"1","items":[{"code":"S02","name":"补贴","plain_name":"种地补贴",
"basis":["standards-54"],"publishers":["VC"],"limit":{"text":"20个工作日","timer":"disclosure",
"working_days":20,"days":1,"every":"year","every_if_busy":"month","notice_days":7,
"notice_unit":"days"},"kinds":["subsidy_roll"],"sheets":["A"],
"village":{"mask":"M2","keep":{"after":"superseded","days":400,"without_days":7}},
"public":{"mask":"none"},"figures_only":["tefu"],"archive_years":30}])json";
        case Kind::calendar:
            return R"json("version":"1","years":[{"year":2026,"provisional":false,
"off":["2026-01-01"],"work":["2026-01-04"]}])json";
        case Kind::legal_basis:
            return R"json("rows":[{"id":"vcl-30","title":"某法","article":"第三十条",
"valid_from":"2018-12-29","valid_to":"2025-12-31","text":"条文","source":"文本"}])json";
        case Kind::areas:
            return R"json("rows":[{"code":"539921102","name":"杉坪镇","valid_from":"2001-01-01",
"valid_to":"2030-12-31","successor":"539921103","alias":["539999102"]}])json";
        case Kind::glossary:
            return R"json("entries":[{"term":"公示期","plain":"还能提意见的日子","example":"例"}])json";
        case Kind::phrases:
            return R"json("language":"en","name":"English","entries":{"home.title":"Village board"},
"recordings":{"home.title":"clips/home.opus"},"reviewed_by":"李老师")json";
        case Kind::inbox_key:
            return R"json("public_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
"valid_from":"2026-01-01T00:00:00Z")json";
        case Kind::answers:
            return R"json("sealed":["AAAA"])json";
    }
    return {};
}

inline std::string sample(Kind kind) {
    return "{" + std::string(kCommon) + "," + std::string(own_members(kind)) + "}";
}

/// `text` with the first `what` replaced; the text itself when it isn't there.
inline std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    return at == text.npos ? text : text.replace(at, what.size(), by);
}

}  // namespace villageboard::test
