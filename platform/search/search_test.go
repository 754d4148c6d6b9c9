package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/search"
	"dajiu/platform/testkit"
)

func openIndex(tb testing.TB, dir, identity string) *search.Index {
	tb.Helper()
	x, err := search.Open(dir, identity, testkit.Quiet())
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, x.Close()) })
	return x
}

func match(tb testing.TB, x *search.Index, words string) (ids []int64, result search.Result) {
	tb.Helper()
	require.NoError(tb, x.Read(func(v *search.View) error {
		var err error
		result, err = v.Match(context.Background(), search.Parse(words))
		return err
	}))
	for _, h := range result.Hits {
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	return ids, result
}

func shop() []search.Doc {
	return []search.Doc{
		{ID: 1, Name: []string{"黔山酱香经典 53度", "黔山", "茅乡"}, Text: []string{"白酒", "酱香型", "贵州仁怀", "送礼"}},
		{ID: 2, Name: []string{"雪域青稞酒", "雪域"}, Text: []string{"白酒", "清香型", "青海", "45度"}},
		{ID: 3, Name: []string{"Harbor Mist Whisky 12", "雾港"}, Text: []string{"洋酒", "威士忌", "Scotland"}},
		{ID: 4, Name: []string{"老码头精酿IPA", "老码头"}, Text: []string{"啤酒", "精酿IPA", "500ml 单罐"}},
		{ID: 5, Name: []string{"绿波西安稠酒", "绿波"}, Text: []string{"黄酒", "陕西"}},
		{ID: 6, Name: []string{"重阳长乐黄酒", "重阳"}, Text: []string{"黄酒", "送礼"}},
	}
}

func TestWordsFindDocuments(t *testing.T) {
	t.Parallel()
	x := openIndex(t, t.TempDir(), "shop")
	require.NoError(t, x.Apply(shop(), 1))
	for _, row := range []struct {
		name, words string
		want        []int64
		care        search.Care
	}{
		{"one character", "稞", []int64{2}, search.Exactly},
		{"two characters", "酱香", []int64{1}, search.Exactly},
		{"characters with others between them", "黔香", []int64{1}, search.Loosely},
		{"a synonym", "茅乡", []int64{1}, search.Exactly},
		{"two words in any order", "酱香 黔山", []int64{1}, search.Exactly},
		{"a number with its unit and a word", "53度 酱香", []int64{1}, search.Exactly},
		{"a number alone", "53", []int64{1}, search.Exactly},
		{"full width", "５３度", []int64{1}, search.Exactly},
		{"pinyin", "qingke", []int64{2}, search.Exactly},
		{"pinyin that is not finished", "qingk", []int64{2}, search.Exactly},
		{"pinyin of three characters", "qingkejiu", []int64{2}, search.Exactly},
		{"initials", "qkj", []int64{2}, search.Exactly},
		{"initials of more than four characters", "xyqkj", []int64{2}, search.Exactly},
		{"a rarer reading", "changle", []int64{6}, search.Exactly},
		{"ü typed as v", "lvbo", []int64{5}, search.Exactly},
		{"pinyin that can be cut in two ways", "xianchou", []int64{5}, search.Exactly},
		{"a Latin word in capitals", "WHISKY", []int64{3}, search.Exactly},
		{"the beginning of a Latin word", "whis", []int64{3}, search.Exactly},
		{"a letter too few", "whiky", []int64{3}, search.Loosely},
		{"two letters swapped", "whisyk", []int64{3}, search.Loosely},
		{"pinyin with a mistake", "qinke", []int64{2}, search.Loosely},
		{"letters and characters in one word", "精酿ipa", []int64{4}, search.Exactly},
		{"a size", "500ml", []int64{4}, search.Exactly},
		{"a third of what was asked for", "青稞香槟", []int64{2}, search.Partly},
		{"nothing like it", "咖啡豆", nil, search.Partly},
		{"nothing to look for", " ，。! ", nil, search.Exactly},
	} {
		t.Run(row.name, func(t *testing.T) {
			ids, result := match(t, x, row.words)
			require.Equal(t, row.want, ids)
			require.Equal(t, row.care, result.Care)
		})
	}
}

func TestNamesAreToldFromOtherTexts(t *testing.T) {
	t.Parallel()
	x := openIndex(t, t.TempDir(), "shop")
	require.NoError(t, x.Apply(shop(), 1))
	_, result := match(t, x, "黄酒")
	named := map[int64]bool{}
	for _, h := range result.Hits {
		named[h.ID] = h.Named
	}
	require.Equal(t, map[int64]bool{5: false, 6: true}, named)
}

func TestDocumentsAreReplaced(t *testing.T) {
	t.Parallel()
	x := openIndex(t, t.TempDir(), "shop")
	require.NoError(t, x.Apply(shop(), 1))
	require.NoError(t, x.Apply([]search.Doc{{ID: 2, Name: []string{"雪域白啤"}}}, 2))
	ids, _ := match(t, x, "青稞")
	require.Empty(t, ids)
	ids, _ = match(t, x, "白啤")
	require.Equal(t, []int64{2}, ids)
}

func TestAnIndexIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x, err := search.Open(dir, "shop", testkit.Quiet())
	require.NoError(t, err)
	require.NoError(t, x.Apply(shop(), 42))
	require.NoError(t, x.Close())
	require.NoError(t, x.Close(), "closing twice is harmless")
	require.ErrorIs(t, x.Read(func(*search.View) error { return nil }), search.ErrClosed)

	again, err := search.Open(dir, "shop", testkit.Quiet())
	require.NoError(t, err)
	require.EqualValues(t, 42, again.Cursor())
	ids, _ := match(t, again, "青稞")
	require.Equal(t, []int64{2}, ids)
	require.NoError(t, again.Close())

	other := openIndex(t, dir, "another shop")
	require.Zero(t, other.Cursor(), "an index of other data is begun anew")
	ids, _ = match(t, other, "青稞")
	require.Empty(t, ids)
}

func TestADamagedIndexIsBegunAnew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x, err := search.Open(dir, "shop", testkit.Quiet())
	require.NoError(t, err)
	require.NoError(t, x.Apply(shop(), 42))
	require.NoError(t, x.Close())
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.WriteFile(path, []byte("not an index"), 0o600)
	}))
	again := openIndex(t, dir, "shop")
	require.Zero(t, again.Cursor())
	require.NoError(t, again.Apply(shop(), 7))
	ids, _ := match(t, again, "青稞")
	require.Equal(t, []int64{2}, ids)
}

func FuzzParseAndMatch(f *testing.F) {
	x := openIndex(f, f.TempDir(), "shop")
	require.NoError(f, x.Apply(shop(), 1))
	for _, seed := range []string{"青稞酒", "qingke", "53度 酱香", "xo", "\xff", "ａＢ１", "女v", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "'qing", "=酒", "^jxc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) { match(t, x, words) })
}

// manyDocs makes a catalogue of n invented products.
func manyDocs(n int) []search.Doc {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s []string) string { return s[r.IntN(len(s))] }
	heads := []string{"黔山", "雪域", "老码头", "南窖", "北仓", "赤水", "云岭", "江左", "青稞", "长白", "汾河", "泸城", "剑门", "西凉", "太湖", "洞庭", "Harbor", "Misty Glen"}
	kinds := []string{"酱香", "浓香", "清香", "兼香", "干红", "干白", "精酿", "原浆", "花雕", "纯米", "威士忌", "Whisky", "IPA", "白兰地"}
	tails := []string{"经典", "珍藏", "陈酿", "礼盒", "窖藏", "老酒", "特曲", "佳酿", "年份", "限定", "大师", "小酒"}
	places := []string{"贵州仁怀", "四川泸州", "山西汾阳", "青海互助", "浙江绍兴", "宁夏贺兰山", "Scotland"}
	docs := make([]search.Doc, n)
	for i := range docs {
		brand := pick(heads) + pick(heads)
		docs[i] = search.Doc{
			ID: int64(i + 1), Name: []string{brand + pick(kinds) + pick(tails) + fmt.Sprint(r.IntN(60)), brand},
			Text: []string{pick(places), pick(kinds) + "型", "白酒", fmt.Sprintf("%d度", 30+r.IntN(30)), "送礼", "500ml 单瓶"},
		}
	}
	return docs
}

func BenchmarkMatch(b *testing.B) {
	x := openIndex(b, b.TempDir(), "bench")
	docs := manyDocs(10_000)
	for part := range slices.Chunk(docs, 500) {
		require.NoError(b, x.Apply(part, 1))
	}
	for _, words := range []string{"青稞", "黔山酱香", "53度 酱香", "qingke", "jxzc", "whisky", "酒", "老酒珍", "wihsky"} {
		b.Run(words, func(b *testing.B) {
			hits := 0
			for b.Loop() {
				_ = x.Read(func(v *search.View) error {
					r, err := v.Match(context.Background(), search.Parse(words))
					hits = len(r.Hits)
					return err
				})
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}
