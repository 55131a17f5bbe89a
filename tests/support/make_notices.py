"""Writes COUNT notices of a village as draft files DIR/00001.json ..., all different, and ALL, one JSON document
a line: what a reader without a feed would download.

    make_notices.py COUNT DIR ALL [CORPUS]

CORPUS is a file of JSON lines with a "content" member (official Chinese prose); without it the text is
put together from sentences that stand here, which compresses better than real prose does.
"""
import datetime
import json
import pathlib
import random
import re
import sys

FALLBACK = """村民委员会定于本周五上午九点在活动室召开村民代表会议，请各组代表按时参加。
因主管道检修，大箐组和河边组明天停水，请提前储水。
今年的护林防火期已经开始，进山不带火种，见到烟火马上报告。
卫生院医生星期三到村里给六十五岁以上老人免费体检，请带好社保卡。
农机购置补贴的材料请交到村委会办公室，缺材料的会电话通知。
上寨组的路灯已经修好，谢谢大家的耐心等待。
请养狗的人家把狗拴好，给孩子和老人让出安全的路。
秋收以后请不要在公路上晒粮食，影响车辆和行人安全。""".split("\n")


def sentences(corpus):
    if not corpus:
        return FALLBACK
    found = []
    for line in open(corpus, encoding="utf-8"):
        text = re.sub(r"\s+", "", json.loads(line)["content"])
        found += [s + "。" for s in text.split("。") if 12 <= len(s) <= 120 and not re.search(r"[0-9]{4,}", s)]
    return found


def main():
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
    count, folder, everything = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    pool = sentences(sys.argv[4] if len(sys.argv) > 4 else None)
    chance = random.Random(20261120)
    folder.mkdir(parents=True)
    with open(everything, "w", encoding="utf-8") as all_of_it:
        for n in range(1, count + 1):
            picked = chance.sample(pool, k=min(len(pool), chance.randint(9, 22)))
            title = f"第{n}号通知：{picked[0][:18]}"
            body = {
                "title": title,
                "summary": picked[1],
                "office_name": "核桃箐村民委员会",
                "blocks": [{"type": "paragraph", "text": "".join(picked[i : i + 3])} for i in range(2, len(picked), 3)],
            }
            draft = {
                "kind": "notice",
                "catalogue": "N02",
                "area": "539921102205",
                "priority": "normal",
                "formed": today,
                "office": "539921102205-VC",
                "reviewers": ["clerk", "village_head"],
                "body": body,
            }
            text = json.dumps(draft, ensure_ascii=False)
            (folder / f"{n:05}.json").write_text(text, encoding="utf-8")
            all_of_it.write(text + "\n")


main()
