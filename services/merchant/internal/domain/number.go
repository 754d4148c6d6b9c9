// Package domain is what makes a merchant: the facts of a company, its licences, and how an application goes from a draft to
// open stores.
//
// It guarantees that what is handed in is complete and its numbers check, that one table says which step may follow which,
// and that nobody reviews what they applied for.
//
// It knows no store and no wire format. Start with [Application].
package domain

import "strings"

// creditAlphabet are the characters of a unified social credit code (GB 32100): no I, O, S, V, Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

const creditLength = 18

// ValidCreditCode reports whether a unified social credit code (统一社会信用代码) is well formed: 18 characters of which the last
// is the check of the others, by weights of powers of three modulo 31.
func ValidCreditCode(code string) bool {
	if len(code) != creditLength {
		return false
	}
	sum, weight := 0, 1
	for i := range creditLength - 1 {
		value := strings.IndexByte(creditAlphabet, code[i])
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return code[creditLength-1] == creditAlphabet[(31-sum%31)%31]
}

// ValidFoodLicence reports whether the number of a food-business licence (食品经营许可证) is well formed: JY, what is done (1 sale,
// 2 catering, 3 canteen), the district, six digits, and the check of ISO 7064 mod 11,10.
func ValidFoodLicence(number string) bool {
	digits, ok := strings.CutPrefix(number, "JY")
	if !ok || len(digits) != 14 || digits[0] < '1' || digits[0] > '3' {
		return false
	}
	rest := 10
	for i := range len(digits) - 1 {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
		if rest = (rest + int(digits[i]-'0')) % 10; rest == 0 {
			rest = 10
		}
		rest = rest * 2 % 11
	}
	return digits[13] == '0'+byte((11-rest)%10)
}
