"""Data: three small and famous sets to fit, two poems to count, each with its source and trap."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from logitkit._arrays import Float64

Counts: TypeAlias = NDArray[np.int64]


class Beetle(NamedTuple):
    """Groups of flour beetles: the dose, how many were exposed, and how many it killed."""

    log10_dose: Float64
    exposed: Counts
    killed: Counts


class Rotenone(NamedTuple):
    """Groups of aphids: the dose, how many were treated, and how many were affected."""

    dose: Float64
    treated: Counts
    affected: Counts


class Challenger(NamedTuple):
    """Flights of the space shuttle: the temperature, how many O-rings, and how many damaged."""

    fahrenheit: Float64
    rings: Counts
    damaged: Counts


def beetle() -> Beetle:
    """Return how many flour beetles, *Tribolium confusum*, died of carbon disulphide.

    Eight groups, 481 beetles, five hours of exposure. The dose is the common logarithm of
    milligrams a litre.

    Warning: All 60 beetles of the last group died, so its own logit is infinite: a straight line
    through the empirical logits cannot use it, while a fit by maximum likelihood can. The groups
    are pooled: Strand (1930) published the same experiment first, as 16 batches of about 30.

    Returns:
        A record of three arrays, `log10_dose`, `exposed` and `killed`, made anew at each call.

    Examples:
        >>> data = beetle()
        >>> int(data.killed.sum()), int(data.exposed.sum())
        (291, 481)

        The last group left no survivor:

        >>> (data.killed / data.exposed)[-2:].round(4)
        array([0.9839, 1.    ])

    Source: Bliss (1935).
    """
    return Beetle(
        np.array([1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]),
        np.array([59, 60, 62, 56, 63, 59, 62, 60], dtype=np.int64),
        np.array([6, 13, 18, 28, 52, 53, 61, 60], dtype=np.int64),
    )


def rotenone() -> Rotenone:
    """Return how many chrysanthemum aphids, *Macrosiphoniella sanborni*, rotenone affected.

    Five groups, 243 aphids, from the largest dose to the smallest, in milligrams a litre.

    Warning: A control group of 49 that got no rotenone, of which none were affected, is left out:
    the logarithm of its dose is minus infinity. Slopes depend on the base of the logarithm: on
    common logarithms they are 2.3026 times those on natural ones. Some copies of the data take the
    aphids for people.

    Returns:
        A record of three arrays, `dose`, `treated` and `affected`, made anew at each call.

    Examples:
        >>> data = rotenone()
        >>> int(data.affected.sum()), int(data.treated.sum())
        (132, 243)

        The doses themselves are given, not their logarithms:

        >>> np.log(data.dose).round(4)
        array([2.3224, 2.0412, 1.6292, 1.335 , 0.9555])

    Source: Martin (1942), in Finney (1971).
    """
    return Rotenone(
        np.array([10.2, 7.7, 5.1, 3.8, 2.6]),
        np.array([50, 49, 46, 48, 50], dtype=np.int64),
        np.array([44, 42, 24, 16, 6], dtype=np.int64),
    )


def challenger() -> Challenger:
    """Return how many O-rings were damaged in the flights of the space shuttle before *Challenger*.

    Twenty-three flights, six O-rings in each, by the temperature at launch in degrees Fahrenheit.

    Warning: Tables disagree. At 53 degrees five rings are damaged here, as in `orings` of the R
    package faraway; others have two, and with two the slope is a third smaller. *Challenger* was
    launched at 31 degrees, far below the coldest of these flights: what a fit says of it is
    extrapolation.

    Returns:
        A record of three arrays, `fahrenheit`, `rings` and `damaged`, made anew at each call.

    Examples:
        >>> data = challenger()
        >>> int(data.damaged.sum()), int(data.rings.sum())
        (11, 138)

        Every flight colder than 65 degrees had damage:

        >>> data.damaged[data.fahrenheit < 65]
        array([5, 1, 1, 1])

    Source: Dalal, Fowlkes and Hoadley (1989) for the 23 launches; the counts are those of `orings`.
    """
    temperatures = "53 57 58 63 66 67 67 67 68 69 70 70 70 70 72 73 75 75 76 76 78 79 81"
    damaged = "5 1 1 1 0 0 0 0 0 0 1 0 1 0 0 0 0 1 0 0 0 0 0"
    return Challenger(
        np.array(temperatures.split(), dtype=np.float64),
        np.full(23, 6, dtype=np.int64),
        np.array(damaged.split(), dtype=np.int64),
    )


def kieu() -> str:
    """Return the first 28 lines of *Truyện Kiều* by Nguyễn Du (died 1820), in 14 couplets.

    Each line ends in a newline. The letters are composed (NFC): "ữ" is one character.

    Warning: Editions differ. Line 6 has "thói" here and "với" in others, line 10 "chữ vàng" here
    and "vững vàng" in others.

    Returns:
        The text, 28 lines.

    Examples:
        >>> kieu().splitlines()[0]
        'Trăm năm trong cõi người ta,'

        In decomposed form (NFD) the same letters are more characters:

        >>> import unicodedata
        >>> len("ữ"), len(unicodedata.normalize("NFD", "ữ"))
        (1, 3)

    Source: Nguyễn Du, as transcribed by the LitGloss project.
    """
    return _KIEU


def jabberwocky() -> str:
    """Return *Jabberwocky* by Lewis Carroll (1871), 28 lines in seven stanzas.

    Each line ends in a newline; stanzas follow each other without an empty line.

    Warning: Most of its nouns and verbs are invented: counts of its letters are not those of
    ordinary English. Editions differ in punctuation.

    Returns:
        The text, 28 lines.

    Examples:
        >>> jabberwocky().splitlines()[1]
        'Did gyre and gimble in the wabe;'

        The first stanza is repeated as the last:

        >>> jabberwocky().count("brillig")
        2

    Source: Carroll (1871), as transcribed by David Burt.
    """
    return _JABBERWOCKY


_KIEU = """\
Trăm năm trong cõi người ta,
Chữ tài chữ mệnh khéo là ghét nhau.
Trải qua một cuộc bể dâu,
Những điều trông thấy mà đau đớn lòng.
Lạ gì bỉ sắc tư phong,
Trời xanh quen thói má hồng đánh ghen.
Cảo thơm lần giở trước đèn,
Phong tình cổ lục còn truyền sử xanh.
Rằng: Năm Gia-tĩnh triều Minh,
Bốn phương phẳng lặng hai kinh chữ vàng.
Có nhà viên ngoại họ Vương,
Gia tư nghĩ cũng thường thường bậc trung.
Một trai con thứ rốt lòng,
Vương Quan là chữ nối dòng nho gia.
Đầu lòng hai ả tố nga,
Thúy Kiều là chị em là Thúy Vân.
Mai cốt cách tuyết tinh thần,
Mỗi người một vẻ mười phân vẹn mười.
Vân xem trang trọng khác vời,
Khuôn trăng đầy đặn nét ngài nở nang.
Hoa cười ngọc thốt đoan trang,
Mây thua nước tóc tuyết nhường mầu da.
Kiều càng sắc sảo mặn mà,
So bề tài sắc lại là phần hơn.
Làn thu thủy nét xuân sơn,
Hoa ghen thua thắm liễu hờn kém xanh.
Một hai nghiêng nước nghiêng thành,
Sắc đành đòi một tài đành họa hai.
"""

_JABBERWOCKY = """\
'Twas brillig, and the slithy toves
Did gyre and gimble in the wabe;
All mimsy were the borogoves,
And the mome raths outgrabe.
"Beware the Jabberwock, my son!
The jaws that bite, the claws that catch!
Beware the Jubjub bird, and shun
The frumious Bandersnatch!"
He took his vorpal sword in hand:
Long time the manxome foe he sought--
So rested he by the Tumtum tree,
And stood awhile in thought.
And, as in uffish thought he stood,
The Jabberwock, with eyes of flame,
Came whiffling through the tulgey wood,
And burbled as it came!
One two! One two! And through and through
The vorpal blade went snicker-snack!
He left it dead, and with its head
He went galumphing back.
"And hast thou slain the Jabberwock?
Come to my arms, my beamish boy!
O frabjous day! Callooh! Callay!"
He chortled in his joy.
'Twas brillig, and the slithy toves
Did gyre and gimble in the wabe:
All mimsy were the borogoves,
And the mome raths outgrabe.
"""
