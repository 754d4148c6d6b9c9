package search

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings is how many readings of a character are indexed: rarer ones only find what nobody meant.
const maxReadings = 2

// pinyins knows how characters are read. It is safe for concurrent use.
type pinyins struct {
	args  pinyin.Args
	mu    sync.Mutex
	known map[rune][]string
}

func newPinyins() *pinyins {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return &pinyins{args: args, known: map[rune][]string{}}
}

// of returns the toneless readings of a character, most usual first.
func (py *pinyins) of(r rune) []string {
	py.mu.Lock()
	defer py.mu.Unlock()
	readings, ok := py.known[r]
	if !ok {
		for _, s := range pinyin.SinglePinyin(r, py.args) {
			if s = strings.ReplaceAll(s, "ü", "v"); isSyllable(s) && len(readings) < maxReadings {
				readings = append(readings, s)
			}
		}
		py.known[r] = readings
	}
	return readings
}

// syllables are all of Mandarin, without tones; v stands for ü.
const syllables = " a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng " +
	"cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo " +
	"da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er " +
	"fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo " +
	"ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun " +
	"ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo " +
	"la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv lve " +
	"ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu " +
	"na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou " +
	"pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun " +
	"ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng " +
	"sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo " +
	"ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu " +
	"xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun " +
	"za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo " +
	"zi zong zou zu zuan zui zun zuo "

const longestSyllable = 6

// isSyllable reports whether s is a whole syllable.
func isSyllable(s string) bool {
	return s != "" && len(s) <= longestSyllable && strings.Contains(syllables, " "+s+" ")
}

// isHead reports whether some syllable begins with s.
func isHead(s string) bool {
	return s != "" && len(s) <= longestSyllable && strings.Contains(syllables, " "+s)
}

// completions returns the syllables that begin with s, itself first.
func completions(s string) []string {
	var whole []string
	if isSyllable(s) {
		whole = append(whole, s)
	}
	for rest := syllables; ; {
		i := strings.Index(rest, " "+s)
		if i < 0 {
			return whole
		}
		rest = rest[i+1:]
		end := strings.IndexByte(rest, ' ')
		if end > len(s) {
			whole = append(whole, rest[:end])
		}
	}
}

// maxSplits bounds how many ways of reading a word as pinyin are tried: xian is 先 or 西安.
const maxSplits = 3

// splits returns the ways of reading a word as syllables, of which the last may be unfinished; those of fewest
// syllables come first.
func splits(word string) [][]string {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return nil
		}
	}
	var found [][]string
	for n := 1; n <= len(word) && len(found) < maxSplits; n++ {
		splitInto(word, n, nil, &found)
	}
	return found
}

func splitInto(rest string, n int, head []string, found *[][]string) {
	if len(*found) >= maxSplits {
		return
	}
	if n == 1 {
		if isHead(rest) {
			*found = append(*found, append(append([]string{}, head...), rest))
		}
		return
	}
	for size := min(longestSyllable, len(rest)-1); size > 0; size-- {
		if isSyllable(rest[:size]) {
			splitInto(rest[size:], n-1, append(head, rest[:size]), found)
		}
	}
}
