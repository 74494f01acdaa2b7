"""Philox4x32-10 (Salmon et al. 2011): four uniforms for an agent, a month and a purpose."""

from sim.rules import rule

MASK = 0xFFFFFFFF
WORD = 1 << 32
"""How many values a word of luck can take."""


@rule
def philox(
    slot: int, *, month: int, purpose: int, entered: int, key_low: int, key_high: int
) -> tuple[int, int, int, int]:
    """Ten rounds on the counter (slot, month, purpose, entered) under a 64-bit key given as two 32-bit words.

    All words are kept in 64-bit integers; a product that wraps there has the same low 64 bits as Python's, and the masks
    take the same words out of both.
    """
    a, b, c, d = slot & MASK, month & MASK, purpose & MASK, entered & MASK
    k, m = key_low, key_high
    for _ in range(10):
        p = 0xD2511F53 * a
        q = 0xCD9E8D57 * c
        a, b, c, d = ((q >> 32) & MASK) ^ b ^ k, q & MASK, ((p >> 32) & MASK) ^ d ^ m, p & MASK
        k = (k + 0x9E3779B9) & MASK
        m = (m + 0xBB67AE85) & MASK
    return a, b, c, d
