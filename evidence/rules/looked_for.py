"""What is looked for at a point, in Chinese where we wrote it: our own words for the line, no text of an issuer.

The lists hold these lines in English only. Like every entry that nobody compared with a source they are unverified;
they are shown beside a point, and stand in no case file.
"""

from __future__ import annotations

from evidence.labels import Label
from evidence.rules.checklists import ChecklistPoint

_CHINESE = {
    "BA01": "销售人员出示身份证件或工作证并说明所属机构；应为银行人员，而非驻点的保险公司人员",
    "BA02": "签字前明确说出“保险”；未称“存款”“利息”“理财产品”",
    "BA03": "说明承保的保险公司名称，并说明银行仅为代理销售及各自责任",
    "BA04": "录制开始前告知客户并取得同意",
    "BA05": "说明何种情形、何时、向谁给付",
    "BA06": "指出并解释责任免除，而非仅交付材料",
    "BA07": "说明趸交或期交、金额与年限；期交的，说明中途停缴会有损失",
    "BA08": "说明保险期间；与缴费期间不同的，说明区别",
    "BA09": "说明犹豫期自签收保单起算、天数及可全额退保",
    "BA10": "说明犹豫期后退保只退还现金价值，可能损失部分保费；最好出示数字或表格",
    "BA11": "说明初始费用、风险保险费、管理费、部分领取费用（万能险、投资连结险）",
    "BA12": "区分保证利益与红利、结算利率；未作收益承诺",
    "BA13": "未称“高于存款利息”，未称保本",
    "BA14": "在推荐之前由客户本人完成，结果与产品相符",
    "BA15": "核对是否触及标准；触及的，有签署的声明",
    "BA16": "可见额外的程序、时间与解释",
    "BA17": "客户本人签字并抄录；无人扶手或代为操作手机",
    "BA18": "对每个关键问题均有可听清的回答，且未经提示",
    "BA19": "客户至少复述退保损失和犹豫期",
    "BA20": "语速与音量便于听懂；疑问得到回答",
    "BA21": "核实身份；通话时间在犹豫期届满之前",
    "BA22": "法定七项逐项询问并得到回答（分项 BA22.1 至 BA22.7）",
    "BA22.1": "已问已答：接听人为投保人本人",
    "BA22.2": "已问已答：购买了该产品，投保人与被保险人已按要求亲笔签名",
    "BA22.3": "已问已答：已阅读并理解产品说明书和投保提示书",
    "BA22.4": "已问已答：知悉保险责任、责任免除和保险期间",
    "BA22.5": "已问已答：知悉退保可能受到的损失",
    "BA22.6": "已问已答：知悉犹豫期的起算、期间及权利",
    "BA22.7": "已问已答：期交的，知悉缴费期间和频率",
    "BA23": "听不到销售人员的声音，没有“只要说是”之类的提示",
    "BA24": "回执由客户签字并注明日期",
    "BA25": "没有利诱，没有合同之外的口头承诺",
    "BA26": "无缺口、剪切、黑屏或时钟停走；声画同步",
    "BA27": "首次提出退保的日期有据可查；未被拖延至期限之后",
}


def looked_for(point: ChecklistPoint) -> Label:
    """What is looked for at a point; where nobody wrote it in Chinese, in English in both."""
    return Label(point.test, _CHINESE.get(point.code, point.test))


def codes() -> frozenset[str]:
    """The points whose line is there in Chinese."""
    return frozenset(_CHINESE)
