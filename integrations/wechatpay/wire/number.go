package wire

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"dajiu/platform/money"
)

// ErrAmount says that a text is not an amount of yuan that fits our units exactly.
var ErrAmount = errors.New("wechatpay: not an exact amount of yuan")

// Yuan writes fen as a bill does: 1234 is 12.34.
func Yuan(amount money.Fen) string { return decimal(int64(amount), 2) }

// Fee writes thousandths of a fen as a bill does: 5940 is 0.05940.
func Fee(milliFen int64) string { return decimal(milliFen, 5) }

// ParseYuan reads an amount of a bill. Digits beyond the fen must be zeros.
func ParseYuan(text string) (money.Fen, error) {
	n, err := scaled(text, 2)
	return money.Fen(n), err
}

// ParseFee reads a fee of a bill in thousandths of a fen.
func ParseFee(text string) (int64, error) { return scaled(text, 5) }

func decimal(n int64, places int) string {
	sign := ""
	digits := strconv.FormatUint(magnitude(n), 10)
	if n < 0 {
		sign = "-"
	}
	if missing := places + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	return sign + digits[:len(digits)-places] + "." + digits[len(digits)-places:]
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

// scaled reads a decimal number as an integer of 10^-places, exactly or not at all.
func scaled(text string, places int) (int64, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 18 || len(fraction) > 12 {
		return 0, ErrAmount
	}
	for len(fraction) > places && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if len(fraction) > places {
		return 0, ErrAmount
	}
	joined := whole + fraction + strings.Repeat("0", places-len(fraction))
	for _, r := range joined {
		if r < '0' || r > '9' {
			return 0, ErrAmount
		}
	}
	n, err := strconv.ParseUint(joined, 10, 64)
	if err != nil || n > math.MaxInt64 {
		return 0, ErrAmount
	}
	if negative {
		return -int64(n), nil
	}
	return int64(n), nil
}
