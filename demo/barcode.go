package demo

import "fmt"

// barcode numbers an article as EAN-13: the country's prefix, a serial number, the check digit. China is 697.
func barcode(prefix string, serial int) string {
	if prefix == "" {
		prefix = "697"
	}
	body := fmt.Sprintf("%s%0*d", prefix, 12-len(prefix), 301000000%pow10(12-len(prefix))+serial)
	return body + string(rune('0'+eanCheck(body)))
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// eanCheck is the check digit of twelve digits: weights one and three in turn, filled up to the next ten.
func eanCheck(body string) int {
	sum := 0
	for i, r := range body {
		weight := 1
		if i%2 == 1 {
			weight = 3
		}
		sum += int(r-'0') * weight
	}
	return (10 - sum%10) % 10
}
