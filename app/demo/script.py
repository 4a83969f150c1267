"""The words of the two recordings with sound, each in its own slot of time."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.material import SpanPlan

SELLER, CUSTOMER, AGENT = "seller", "customer", "agent"

MS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: nothing of it is heard before `at_ms` or after `until_ms`.

    `text` is what a listener writes down, `spoken` what the synthesizer must be given to say it where that differs: for
    Mandarin it is the pinyin, because its own table of characters is unreliable. `meaning`: the English of Mandarin.
    """

    at_ms: int
    until_ms: int
    who: str
    text: str
    spoken: str = ""
    meaning: str = ""

    @property
    def span(self) -> SpanPlan:
        """The slot as a stretch to mark."""
        return SpanPlan(self.at_ms * MS, self.until_ms * MS)


@dataclass(frozen=True, slots=True)
class Script:
    """The lines of one recording, in order, and how long it lasts."""

    key: str
    length_ms: int
    lines: tuple[Line, ...]

    def line(self, beginning: str) -> Line:
        """The line that begins with these words.

        Raises:
            KeyError: none does.
        """
        for line in self.lines:
            if line.text.startswith(beginning):
                return line
        raise KeyError(beginning)

    def speaking(self, who: str, at_ms: int) -> bool:
        """Whether it is that person's turn to speak."""
        return any(line.who == who and line.at_ms <= at_ms < line.until_ms for line in self.lines)


SALES_DESK = Script(
    "sales-desk",
    62_000,
    (
        Line(1_000, 4_900, SELLER, "This sale is recorded in sound and picture. Do you agree?"),
        Line(5_400, 6_900, CUSTOMER, "Yes, I agree."),
        Line(
            7_600,
            12_000,
            SELLER,
            "I am Li, an employee of Sample Bank. Here is my work card.",
            "I am Lee, an employee of Sample Bank. Here is my work card.",
        ),
        Line(
            12_800,
            19_400,
            SELLER,
            "This is an insurance product of Sample Life. It is not a deposit. The bank only sells it for them.",
        ),
        Line(20_200, 25_000, SELLER, "You pay fifty thousand yuan, once. The policy runs for five years."),
        Line(
            25_800,
            31_400,
            SELLER,
            "You can cancel within fifteen days of signing for the policy. Then you get everything back.",
        ),
        Line(31_900, 34_300, CUSTOMER, "Fifteen days. All right."),
        Line(36_900, 40_200, SELLER, "This is the table of cash values. If you leave later,"),
        Line(
            40_400,
            43_200,
            SELLER,
            "可能会有一点损失。",
            "ke3neng2 hui4 you3 yi1dian3 sun3shi1.",
            "There may be a little loss.",
        ),
        Line(43_900, 45_700, CUSTOMER, "A little. All right."),
        Line(47_400, 49_900, SELLER, "Then please sign here, in person."),
        Line(56_400, 57_400, CUSTOMER, "Done."),
        Line(58_000, 60_700, SELLER, "Thank you. The recording ends here."),
    ),
)

CALL_BACK = Script(
    "call-back",
    58_500,
    (
        Line(
            1_200,
            8_400,
            AGENT,
            "Good afternoon, Sample Life. This call is recorded. Am I speaking to Chen Mei, who took out the policy?",
        ),
        Line(9_000, 11_000, CUSTOMER, "Yes, this is Chen Mei."),
        Line(11_800, 15_700, AGENT, "Did you buy the five year policy, and sign for it yourself?"),
        Line(16_200, 19_200, CUSTOMER, "Yes, I bought it and I signed it myself."),
        Line(19_900, 23_800, AGENT, "Have you read and understood the brochure and the application notice?"),
        Line(24_500, 26_400, CUSTOMER, "Yes, I have read both."),
        Line(27_200, 32_200, AGENT, "Do you know what is covered, what is excluded, and that it runs for five years?"),
        Line(33_000, 34_700, CUSTOMER, "Yes, I know that."),
        Line(
            35_500,
            39_900,
            AGENT,
            "Do you know that you may lose money if you surrender after the hesitation period?",
        ),
        Line(41_600, 42_500, CUSTOMER, "嗯。", "en4.", "Mm."),
        Line(
            43_100,
            50_900,
            AGENT,
            "The hesitation period is fifteen days from the day you signed the receipt. "
            "Until then you can have your premium back. Is that clear?",
        ),
        Line(51_500, 54_000, CUSTOMER, "Yes, fifteen days from the receipt."),
        Line(54_800, 56_800, AGENT, "Thank you. Goodbye."),
    ),
)
