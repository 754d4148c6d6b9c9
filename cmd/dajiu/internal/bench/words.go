package bench

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

const (
	maxWords = 200
	// longestWord is what people type at most, in characters.
	longestWord = 12
)

// words returns what people would type to find goods of these names and brands: brands, pieces of names, and both in
// pinyin; at most 200, the same for the same names and chance.
func words(rng *rand.Rand, names, brands []string) []string {
	chinese, latin := map[string]bool{}, map[string]bool{}
	for _, brand := range brands {
		pieces(brand, func(run []rune) { chinese[string(run)] = true })
	}
	for _, name := range names {
		pieces(name, func(run []rune) {
			for size := 2; size <= 4; size++ {
				for at := 0; at+size <= len(run); at++ {
					chinese[string(run[at:at+size])] = true
				}
			}
		})
		for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) {
			if len(word) > 2 && len(word) <= longestWord {
				latin[strings.ToLower(word)] = true
			}
		}
	}
	for _, word := range sorted(chinese) {
		if spelt := strings.Join(pinyin.LazyPinyin(word, pinyin.NewArgs()), ""); spelt != "" && len([]rune(word)) <= 3 {
			latin[spelt] = true
		}
	}
	// A third types pinyin.
	typed, spelt := sorted(chinese), sorted(latin)
	rng.Shuffle(len(typed), func(i, j int) { typed[i], typed[j] = typed[j], typed[i] })
	rng.Shuffle(len(spelt), func(i, j int) { spelt[i], spelt[j] = spelt[j], spelt[i] })
	typed = typed[:min(len(typed), maxWords-min(len(spelt), maxWords/3))]
	return append(typed, spelt[:min(len(spelt), maxWords/3)]...)
}

// pieces calls with each unbroken run of Chinese characters of a name.
func pieces(name string, with func(run []rune)) {
	for _, run := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		if letters := []rune(run); len(letters) > 1 && len(letters) <= longestWord {
			with(letters)
		}
	}
}

func sorted(set map[string]bool) []string {
	all := make([]string, 0, len(set))
	for word := range set {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}
