"""The sample complaint: a five-year single-premium policy, a request on day 16, and what the recordings show of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from app.demo.material import DateField
from evidence.model.case import Allegation, Case, Complaint, DatedFact, Money, Person, Product, Question
from evidence.model.kinds import Category, Channel, Demand, DisputeKind, ProductKind, Responsible, Role

SOLD = date(2026, 3, 10)
"""Day 0, a Tuesday."""
RECEIPT_SIGNED = SOLD + timedelta(days=1)
CALLED_BACK = SOLD + timedelta(days=6)
SURRENDER_REQUESTED = SOLD + timedelta(days=16)
"""A Thursday, and the last of the 15 days that are counted from the day after the receipt."""
HESITATION_DAYS = 15

POLICY = "SL-2026-0310-0417"
CUSTOMER_NAME = "陈梅 Chen Mei"
SELLER_NAME = "李强 Li Qiang"
BANK = "示例银行 Sample Bank"
BRANCH = "示例银行望河支行 Sample Bank, Wanghe Branch"
INSURER = "示例人寿 Sample Life"
PRODUCT_NAME = "示例五年两全保险 Sample Five-Year Endowment"
PREMIUM = Money(5_000_000, "CNY")

CASH_VALUES = ((1, 45_650), (2, 47_200), (3, 48_900), (4, 50_700), (5, 54_250))
"""End of policy year, and cash value in yuan for a premium of 50,000."""

VERBATIM = (
    "我今天来退保，网点说已经过了十五天，不能全退，只能按现金价值退，要少四千多块。"
    "买的时候没有人跟我说会少这么多，回访电话问得很快，我也没听明白。我要求全额退款。"
)
VERBATIM_EN = (
    "I came today to give the policy back. The branch says the fifteen days are over, so I can't have everything back, "
    "only the cash value, over four thousand less. When I bought it nobody told me I would lose that much, and the "
    "call afterwards went so fast that I didn't follow. I want the full amount back."
)


def _id(what: str) -> UUID:
    """The same identity each time: it is the same sample case wherever it is made."""
    return uuid5(NAMESPACE_URL, f"replaydesk/demo/d1/{what}")


def _people() -> tuple[Person, ...]:
    return (
        Person(_id("customer"), Role.COMPLAINANT, CUSTOMER_NAME, "", "Customer A"),
        Person(_id("applicant"), Role.APPLICANT, CUSTOMER_NAME, "", "Customer A"),
        Person(_id("seller"), Role.SELLER_BANK, SELLER_NAME, BRANCH, "Employee B"),
        Person(_id("lobby"), Role.LOBBY_MANAGER, "周静 Zhou Jing", BRANCH, "Employee C"),
        Person(_id("manager"), Role.BRANCH_MANAGER, "赵岩 Zhao Yan", BRANCH, "Employee D"),
        Person(_id("reviewer"), Role.REVIEWER, "孙宁 Sun Ning", f"{BANK}, head office", "Reviewer E"),
        Person(_id("agent"), Role.INSURER_CONTACT, "坐席 Agent 0417", INSURER, "Agent F"),
    )


def _product() -> Product:
    return Product(
        id=_id("product"),
        kind=ProductKind.LIFE_SINGLE,
        name=PRODUCT_NAME,
        insurer=INSURER,
        distributor=BRANCH,
        policy_number=POLICY,
        premium=PREMIUM,
        payment_form="single premium 趸交",
        payment_years=None,
        term_years=5,
        contract_hesitation_days=HESITATION_DAYS,
        sold=DatedFact(SOLD),
        issued=DatedFact(SOLD),
        receipt_signed=DatedFact(RECEIPT_SIGNED),
        called_back=DatedFact(CALLED_BACK),
        surrender_requested=DatedFact(SURRENDER_REQUESTED),
    )


def _allegations() -> tuple[Allegation, ...]:
    return (
        Allegation(
            _id("loss"),
            "Nobody told her how much she would lose by giving the policy back.",
            Responsible.BOTH,
            questions=(
                Question(
                    _id("loss/said"),
                    "Was she told before signing that surrender after the hesitation period returns the cash value "
                    "only, and may cost part of the premium?",
                    ("BA10",),
                ),
                Question(_id("loss/figure"), "Was a figure or the table of cash values shown to her?", ("BA10",)),
                Question(_id("loss/own"), "Did she say the loss in her own words?", ("BA18", "BA19")),
            ),
        ),
        Allegation(
            _id("late"),
            "The branch refused a full refund on 26 March because fifteen days were over.",
            Responsible.BANK,
            questions=(
                Question(_id("late/receipt"), "On which day did she sign for the policy?", ("BA24",)),
                Question(_id("late/request"), "On which day did she first ask to surrender?", ("BA27",)),
                Question(_id("late/told"), "Was she told when the period starts and how long it is?", ("BA09",)),
            ),
        ),
        Allegation(
            _id("call"),
            "The insurer's call went too fast to follow.",
            Responsible.INSURER,
            questions=(
                Question(_id("call/intime"), "Was the applicant herself called in time?", ("BA21", "BA22.1")),
                Question(
                    _id("call/items"),
                    "Was each of the items that apply asked, and answered?",
                    ("BA22.2", "BA22.3", "BA22.4", "BA22.5", "BA22.6"),
                ),
                Question(_id("call/pace"), "Could the questions be followed?", ("BA20",)),
            ),
        ),
    )


def sample_case() -> Case:
    """The complaint as it was registered, before anything is linked: no date names its exhibit yet."""
    complaint = Complaint(
        id=_id("case"),
        label="C-2026-0001",
        kind=DisputeKind.BA,
        title="Surrender refused on the sixteenth day after the sale",
        category=Category.BANCASSURANCE,
        checklist_version="0.1.0",
        rule_pack="CN",
        zone="Asia/Shanghai",
        received=SURRENDER_REQUESTED,
        channel=Channel.BRANCH,
        verbatim=f"{VERBATIM}\n\n[English rendering] {VERBATIM_EN}",
        demand=Demand.REFUND_FULL,
        amount=PREMIUM,
    )
    return Case(complaint, _people(), _product(), _allegations())


EVIDENCED: tuple[tuple[DateField, str], ...] = (
    ("sold", "dual"),
    ("issued", "receipt"),
    ("receipt_signed", "receipt"),
    ("called_back", "call-log"),
    ("surrender_requested", "surrender"),
)
"""Which file proves which date."""
