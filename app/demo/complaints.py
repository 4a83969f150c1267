"""What people complain about in the sample register: made up, neutral, in both languages."""

from __future__ import annotations

from evidence.labels import Label
from evidence.model.kinds import DisputeKind as K

BRANCHES: tuple[Label, ...] = (
    Label("East Lake Road branch", "东湖路支行"),
    Label("Harbour Square branch", "港湾广场支行"),
    Label("North Gate branch", "北门支行"),
    Label("Old Mill Street branch", "老磨坊街支行"),
    Label("Riverside branch", "滨河支行"),
    Label("Science Park branch", "科技园支行"),
    Label("South Market branch", "南市支行"),
    Label("Station branch", "车站支行"),
    Label("University branch", "大学城支行"),
    Label("West Bridge branch", "西桥支行"),
    Label("Willow Lane branch", "柳巷支行"),
    Label("Customer service centre", "客户服务中心"),
)

TITLES: dict[K, tuple[Label, ...]] = {
    K.BA: (
        Label("Surrender charges not explained at the counter", "柜面销售时未说明退保费用"),
        Label("Took the policy for a deposit", "将保险误认为存款"),
        Label("Surrender refused on the last day of the period", "犹豫期最后一日申请退保被拒"),
        Label("Call-back came after the hesitation period", "回访晚于犹豫期"),
        Label("Instalments were not mentioned", "未告知须分期缴费"),
    ),
    K.WP: (
        Label("Told that the yield was guaranteed", "被告知收益有保证"),
        Label("Fund riskier than the risk profile allows", "基金风险超出客户风险等级"),
        Label("Lock-up period not mentioned", "未告知封闭期"),
        Label("Redemption fee came as a surprise", "赎回费事先未说明"),
    ),
    K.FE: (
        Label("Annual fee on a card that was closed", "已销户的卡被收取年费"),
        Label("Small account fee without notice", "未经告知收取小额账户管理费"),
        Label("Transfer fee higher than displayed", "转账手续费高于公示标准"),
        Label("Message service charged without consent", "未经同意开通短信收费"),
    ),
    K.AR: (
        Label("Account refused without a reason", "开户被拒未说明理由"),
        Label("Free card refused at the counter", "柜面拒绝办理免费卡"),
        Label("Card limited after a move", "迁居后银行卡被限额"),
    ),
    K.SC: (
        Label("Counter closed while people waited", "仍有客户等候时窗口关闭"),
        Label("Spoken to sharply at the counter", "柜面人员语气生硬"),
        Label("Sent from window to window", "在多个窗口之间往返"),
    ),
    K.SU: (
        Label("No paper for statements, two visits in vain", "对账单无纸，两次往返未办成"),
        Label("Cash machine kept the card", "自助机吞卡"),
        Label("Mobile bank out of service on pay day", "发薪日手机银行无法使用"),
    ),
    K.BE: (
        Label("Bill explained by telephone, figure differs", "电话解释账单，金额不一致"),
        Label("Hotline could not say what the fee is for", "客服无法说明收费项目"),
    ),
    K.CF: (
        Label("Note taken in as counterfeit without a certificate", "收缴假币未出具凭证"),
        Label("Counterfeit note: second member of staff absent", "收缴假币时仅一名人员在场"),
    ),
}

MATTERS: dict[K, tuple[Label, ...]] = {
    K.BA: (
        Label("The loss on early surrender was not stated.", "未说明提前退保的损失。"),
        Label("The hesitation period was not explained.", "未说明犹豫期。"),
    ),
    K.WP: (Label("That the yield is not guaranteed was not said.", "未说明收益不保证。"),),
    K.FE: (Label("The fee was not told before it was charged.", "收费前未告知。"),),
    K.AR: (Label("No reason for the refusal was given.", "未说明拒绝的理由。"),),
    K.SC: (Label("The customer was not treated with courtesy.", "服务态度欠妥。"),),
    K.SU: (Label("The service was not available, and nobody said so.", "服务不可用且未告知。"),),
    K.BE: (Label("The figure told is not the figure billed.", "告知的金额与账单不符。"),),
    K.CF: (Label("The steps for taking in a note were not kept.", "未按收缴程序办理。"),),
}

WORDS: dict[K, tuple[Label, ...]] = {
    K.BA: (
        Label("Nobody told me that I lose money if I need it back early.", "没有人告诉我提前取回会有损失。"),
        Label("I signed where they pointed and only later read what it was.", "我按指的地方签了字，后来才看到是什么。"),
    ),
    K.WP: (Label("They said it is as safe as a deposit, only better.", "说和存款一样安全，收益更高。"),),
    K.FE: (Label("I do not understand what I paid for.", "我不明白为什么收这笔钱。"),),
    K.AR: (Label("I was turned away and nobody would say why.", "我被拒绝了，没有人说明原因。"),),
    K.SC: (Label("I asked politely and was spoken to like a child.", "我好好问，对方态度很差。"),),
    K.SU: (Label("I came twice and went home with nothing twice.", "我来了两次，两次都没办成。"),),
    K.BE: (Label("On the telephone it was one sum, on the bill another.", "电话里说一个数，账单上是另一个数。"),),
    K.CF: (Label("They took the note away and I got no paper for it.", "钱被收走了，没有给我凭证。"),),
}
