"""What a script of curl calls to the county needs beside curl: documents of a village, one-time codes, members of
answers. Standard library only.

  office.py totp SECRET [STEPS]                the code of an authenticator app, STEPS half-minutes from now
  office.py get FILE MEMBER...                 a member of a JSON document, by names and numbers
  office.py finance AREA TODAY INCOME EXPENSE [WHAT WHY]
                                               last quarter's accounts, yuan; with WHAT and WHY: a correction
  office.py roll AREA TODAY PHONE              a roll in its public notice
  office.py dossier OPERATION AREA [ITEM=ID] [REASON=TEXT] [CLASS=NAME] [DOCUMENT]
                                               the body that begins a dossier
  office.py sign VIEW                          the body that signs it, with a reason for each warning
"""
import base64
import datetime
import hashlib
import hmac
import json
import struct
import sys
import time

OPENING_FEN = 100_000


def totp(secret, steps):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def last_quarter(today):
    first = datetime.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    end = first - datetime.timedelta(days=1)
    begin = datetime.date(end.year, end.month - 2, 1)
    return begin, end, "一二三四"[(end.month - 1) // 3]


def finance(area, today, income, expense, what="", why=""):
    begin, end, quarter = last_quarter(today)
    closing = OPENING_FEN + income - expense
    label = f"{end.year}年第{quarter}季度"
    body = {
        "title": label + "财务收支",
        "summary": f"这个季度收了{income // 100}元，支了{expense // 100}元。",
        "office_name": "村集体经济组织",
    }
    if what:
        body["change_note"] = {"what": what, "why": why, "who": "村集体经济组织"}
    body |= {
        "system": "village_collective_2023",
        "period": {"type": "quarter", "from": begin.isoformat(), "to": end.isoformat(), "label": label},
        "sheet_a": {
            "opening_fen": OPENING_FEN,
            "income": [{"code": "I1", "label": "出租及承包收入", "amount_fen": income}],
            "income_total_fen": income,
            "expense": [{"code": "E1", "label": "水电费", "amount_fen": expense}],
            "expense_total_fen": expense,
            "closing_fen": closing,
            "year_income_fen": income,
            "year_expense_fen": expense,
            "accounts": [{"name": "银行存款", "opening_fen": OPENING_FEN, "income_fen": income,
                          "expense_fen": expense, "closing_fen": closing}],
        },
    }
    return {"kind": "finance", "catalogue": "F01", "area": area, "formed": today.isoformat(),
            "office": area + "-CE", "body": body}


def roll(area, today, phone):
    def line(seq, name, group, fen):
        return {"id": f"{seq:08d}", "seq": seq, "name": name, "group": group, "amount_fen": fen, "pay_state": "pending"}

    until = today + datetime.timedelta(days=7)
    return {
        "kind": "subsidy_roll", "catalogue": "S02", "area": area, "formed": today.isoformat(),
        "notice_period": {"from": today.isoformat(), "to": until.isoformat()}, "office": area + "-VC",
        "body": {
            "title": f"{today.year}年耕地地力保护补贴公示",
            "summary": "三户共350元，公示七天。",
            "office_name": "村民委员会",
            "programme": "地力补贴", "programme_name": "耕地地力保护补贴", "year": today.year, "period_no": "1",
            "batch": {"code": f"{today.year}-01", "office": "杉坪镇财政所", "fund_source": "中央财政",
                      "approved_total_fen": 35000, "households": 3, "lines": 3},
            "rule": "按确权面积发放", "stage": "notice", "notice_days": 7, "objection_phone": phone,
            "totals": {"lines": 3, "households": 3, "amount_fen": 35000, "paid_fen": 0, "returned_fen": 0,
                       "pending_fen": 35000},
            "lines": [line(1, "李建国", "1", 10000), line(2, "和志明", "1", 20000), line(3, "余阿普", "2", 5000)],
        },
    }


def dossier(operation, area, *rest):
    body = {"area": area, "operation": operation}
    for one in rest:
        if one.startswith("{"):
            body["document"] = json.loads(one)
        else:
            name, value = one.split("=", 1)
            body[name.lower()] = value
    return body


def sign(view):
    reasons = [{"finding": one["finding"], "reason": "已核对原件"} for one in view.get("findings", [])
               if one["severity"] == "W" and not one.get("reason")]
    return {"version": view["version"], "reasons": reasons}


def member(document, names):
    for name in names:
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)


def main(verb, *rest):
    if verb == "totp":
        return totp(rest[0], int(rest[1]) if len(rest) > 1 else 0)
    if verb == "get":
        with open(rest[0], encoding="utf-8") as file:
            return member(json.load(file), rest[1:])
    if verb == "finance":
        area, today, income, expense, *note = rest
        made = finance(area, datetime.date.fromisoformat(today), int(income) * 100, int(expense) * 100, *note)
    elif verb == "roll":
        area, today, phone = rest
        made = roll(area, datetime.date.fromisoformat(today), phone)
    elif verb == "dossier":
        made = dossier(*rest)
    elif verb == "sign":
        with open(rest[0], encoding="utf-8") as file:
            made = sign(json.load(file))
    else:
        sys.exit(__doc__)
    return json.dumps(made, ensure_ascii=False)


print(main(*sys.argv[1:]))
