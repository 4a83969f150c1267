"""What a judged signature means: whether it is sound, and whether somebody who is trusted made it."""

from __future__ import annotations

from collections.abc import Iterator

from exports.verify.judged import Judged
from exports.verify.report import Answer, Check, Label, Question, failed, passed

FIELD = "Reviewer"

_UNTOLD = {
    "limit": Label(
        "Judging the signature took more time or memory than one needs.", "核验签名所需时间或内存超出应有范围。"
    ),
    "not_started": Label("The process that judges signatures could not be started.", "无法启动核验签名的进程。"),
    "ended": Label("The process that judges signatures ended before it was done.", "核验签名的进程提前终止。"),
    "trust": Label(
        "What was named with --trust holds no certificate that can be read.", "--trust 所指文件中没有可读的证书。"
    ),
}
_WRONG = {
    "none": Label("The signature cannot be found.", "找不到签名。"),
    "several": Label("There are several signatures, and a case file has one.", "有多个签名，而案卷只有一个。"),
    "unreadable": Label("The signature cannot be read: it was changed.", "签名无法读取：已被改动。"),
}
_TRUST = {
    "unknown": (Answer.FAILED, Label("signer NOT trusted: no path leads from this certificate to one that is trusted",
                                     "签名人不受信任：其证书不能追溯到受信任的证书")),
    "other": (Answer.FAILED, Label("signer NOT trusted: the certificate may not be used so, or its path is wrong",
                                   "签名人不受信任：其证书不得用于此途，或证书路径有误")),
    "expired_before": (Answer.FAILED, Label("the certificate had expired, or was not valid yet, when it was signed",
                                            "签名时证书已过期或尚未生效")),
    "revoked_before": (Answer.FAILED, Label("the certificate had been revoked when it was signed",
                                            "签名时证书已被吊销")),
    "expired_since": (Answer.CANNOT_TELL, Label(
        "the certificate has expired since, and without a time stamp nobody can say that it was signed before",
        "证书其后已过期；没有时间戳，无法断定签名在此之前")),
    "revoked_since": (Answer.CANNOT_TELL, Label(
        "the certificate was revoked since, and without a time stamp nobody can say that it was signed before",
        "证书其后已被吊销；没有时间戳，无法断定签名在此之前")),
    "not_asked": (Answer.CANNOT_TELL, Label("nobody was named as trusted (--trust CERT.pem)",
                                            "未指明受信任的证书（--trust CERT.pem）")),
}  # fmt: skip


def check_signed(judged: Judged, name: str, *, within: bool) -> Iterator[Check]:
    """Two checks: the signature is sound, and it is that of somebody who is trusted. within: it lies in a case file."""
    sound, trusted = ("signature_sound", "signature") if within else ("bundle_signature_sound", "bundle_signature")
    files = (name,)
    if judged.problem in _UNTOLD:
        yield Check(sound, Question.INTEGRITY, Answer.CANNOT_TELL, _UNTOLD[judged.problem], files)
        yield Check(trusted, Question.ORIGIN, Answer.CANNOT_TELL, _UNTOLD[judged.problem], files)
        return
    why = _unsound(judged, within=within)
    if why is not None:
        yield Check(sound, Question.INTEGRITY, Answer.FAILED, why, files)
        yield failed(
            trusted, Question.ORIGIN, "The signature vouches for nothing.", "该签名不能为任何内容作保。", files
        )
        return
    yield passed(
        sound,
        Question.INTEGRITY,
        "The signature covers all of it, and nothing was changed since.",
        "签名覆盖全部内容，签名后未被改动。",
        files,
    )
    yield _trusted(judged, trusted, files)


def _unsound(judged: Judged, *, within: bool) -> Label | None:
    if judged.problem:
        return _WRONG.get(judged.problem, _WRONG["unreadable"])
    if not judged.intact or not judged.valid:
        return Label(
            "The signature does not match: what was signed is not what is here.", "签名不符：所签内容与此处不同。"
        )
    if within and (judged.count != 1 or judged.place != FIELD or not judged.certifies):
        return Label(
            "The signature does not certify the case file without changes.", "该签名未以不得更改的方式认证案卷。"
        )
    if not judged.whole:
        return Label(
            "The signature does not cover the whole file: something was added after it.",
            "签名未覆盖整个文件：其后附加了内容。",
        )
    if not judged.alone:
        return Label(
            "Together with the signature something else in the document was changed.", "签名的同时文档中另有改动。"
        )
    if judged.stamp_wrong:
        return Label("The time stamp belongs to something else.", "时间戳不属于该签名。")
    return None


def _trusted(judged: Judged, name: str, files: tuple[str, ...]) -> Check:
    who = f"{judged.signer} (SHA-256 {judged.fingerprint})"
    if judged.stamped and judged.stamp_trusted:
        when = Label(f"stamped {judged.stamped}", f"时间戳 {judged.stamped}")
    elif judged.stamped:
        when = Label(
            f"stamped {judged.stamped} by a server that is not trusted", f"时间戳 {judged.stamped}，其服务器不受信任"
        )
    elif judged.claimed:
        when = Label(
            f"signed {judged.claimed}; that time is the signer's own claim",
            f"签名时间 {judged.claimed}，仅为签名人自述",
        )
    else:
        when = Label("without a time", "未载明时间")
    if judged.trust == "trusted":
        return passed(
            name,
            Question.ORIGIN,
            f"Signed by {who}, who is trusted; {when.en}.",
            f"签名人 {who}，受信任；{when.zh}。",
            files,
        )
    answer, why = _TRUST.get(judged.trust, _TRUST["other"])
    return Check(
        name,
        Question.ORIGIN,
        answer,
        Label(f"Intact, {why.en}. Signed by {who}; {when.en}.", f"内容完整；{why.zh}。签名人 {who}；{when.zh}。"),
        files,
    )
