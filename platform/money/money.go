// Package money counts fen, 1/100 yuan, in 64 bits. Every amount of the platform is a [Fen]; there is no
// floating point anywhere near money.
//
// It guarantees that arithmetic reports overflow instead of wrapping, and that splitting an amount loses no
// fen and gives nobody more than a fen of advantage.
//
// Start with [Fen] and [Split].
package money

import (
	"errors"
	"math"
	"math/big"
	"math/bits"
	"sort"
	"strconv"
)

// Fen is an amount of money in 1/100 yuan. It may be negative, as a correction is.
type Fen int64

// ErrOverflow says that a sum or product does not fit into 64 bits.
var ErrOverflow = errors.New("money: amount out of range")

// ErrWeights says that an amount cannot be split by weights that are negative or all zero.
var ErrWeights = errors.New("money: weights must be non-negative and not all zero")

// Add returns a+b, or ErrOverflow.
func Add(a, b Fen) (Fen, error) {
	sum := a + b
	if (sum > a) != (b > 0) && b != 0 {
		return 0, ErrOverflow
	}
	return sum, nil
}

// Sum adds all amounts, or reports ErrOverflow.
func Sum(amounts ...Fen) (Fen, error) {
	var total Fen
	for _, a := range amounts {
		var err error
		if total, err = Add(total, a); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// Mul returns an amount times a count, or ErrOverflow.
func Mul(a Fen, n int64) (Fen, error) {
	neg := (a < 0) != (n < 0)
	hi, lo := bits.Mul64(magnitude(int64(a)), magnitude(n))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, ErrOverflow
	}
	if neg {
		return -Fen(lo), nil
	}
	return Fen(lo), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

// Split divides an amount in proportion to weights by the method of largest remainders: the shares add up to
// the amount exactly, and each differs from its exact share by less than one fen. Equal remainders are served
// in the order of the weights, so that the same input always gives the same shares.
//
// It reports ErrWeights for negative or all-zero weights.
func Split(amount Fen, weights []int64) ([]Fen, error) {
	total := new(big.Int)
	for _, w := range weights {
		if w < 0 {
			return nil, ErrWeights
		}
		total.Add(total, big.NewInt(w))
	}
	if total.Sign() == 0 {
		return nil, ErrWeights
	}
	sign := Fen(1)
	if amount < 0 {
		sign = -1
	}
	abs := new(big.Int).SetUint64(magnitude(int64(amount)))
	shares := make([]Fen, len(weights))
	remainders := make([]*big.Int, len(weights))
	order := make([]int, len(weights))
	left := new(big.Int).Set(abs)
	for i, w := range weights {
		quotient, remainder := new(big.Int).QuoRem(new(big.Int).Mul(abs, big.NewInt(w)), total, new(big.Int))
		shares[i], remainders[i], order[i] = Fen(quotient.Int64())*sign, remainder, i
		left.Sub(left, quotient)
	}
	sort.SliceStable(order, func(i, j int) bool { return remainders[order[i]].Cmp(remainders[order[j]]) > 0 })
	for _, i := range order[:left.Int64()] {
		shares[i] += sign
	}
	return shares, nil
}

// String returns the amount as people write it: ¥12.30, -¥0.05.
func (f Fen) String() string {
	abs := magnitude(int64(f))
	text := strconv.FormatUint(abs/100, 10) + "." + string([]byte{'0' + byte(abs/10%10), '0' + byte(abs%10)})
	if f < 0 {
		return "-¥" + text
	}
	return "¥" + text
}
