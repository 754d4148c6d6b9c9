package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// creditCode invents a unified social credit code of 18 characters for a company of a district; its check character is
// right, by weights of powers of three modulo 31.
func creditCode(district string, rng *rand.Rand) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	body := "91" + district + "MA"
	for len(body) < 17 {
		body += string(alphabet[rng.IntN(len(alphabet))])
	}
	sum, weight := 0, 1
	for _, r := range body {
		sum += strings.IndexRune(alphabet, r) * weight
		weight = weight * 3 % 31
	}
	return body + string(alphabet[(31-sum%31)%31])
}

// foodLicence invents a food trade licence: JY, kind 1 (sale), district, six digits, and the ISO 7064 mod 11,10 check.
func foodLicence(district string, serial int) string {
	body := fmt.Sprintf("1%s%06d", district, serial)
	rest := 10
	for _, r := range body {
		rest = (rest + int(r-'0')) % 10
		if rest == 0 {
			rest = 10
		}
		rest = rest * 2 % 11
	}
	return fmt.Sprintf("JY%s%d", body, (11-rest)%10)
}
