package host

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"

	"dajiu/cmd/dajiu/internal/seed"
	"dajiu/demo"
	"dajiu/platform/config"
	"dajiu/services/gateway"
	"dajiu/web"
)

// DemoConfig is the demo city's.
type DemoConfig struct {
	// Password of the demo accounts. With it the mini-program's browser build offers them, one tap each: never where real
	// people sign in.
	Password config.Secret `koanf:"password"`
}

const (
	simPath = "/sim"
	// firstSeed is the city that `serve --demo` makes.
	firstSeed = 1
)

// miniEnv is what the browser build is told.
type miniEnv struct {
	Weixin    string `json:"weixin"`
	WechatPay string `json:"wechatpay"`
	// SMS is where the simulated text messages are read; empty where they are real.
	SMS    string       `json:"sms"`
	People []miniPerson `json:"people"`
}

// miniPerson is somebody whom one may be.
type miniPerson struct {
	Role     string `json:"role"`
	Title    string `json:"title"`
	Note     string `json:"note"`
	OpenID   string `json:"openid,omitempty"`
	Username string `json:"username,omitempty"`
	Password string `json:"password,omitempty"`
	// At is where a courier begins: a browser is seldom in the demo city.
	At *miniPoint `json:"at,omitempty"`
}

type miniPoint struct {
	LatE6 int64 `json:"latE6"`
	LngE6 int64 `json:"lngE6"`
}

// miniPages are the mini-program in a browser, and of the simulators the requests that it needs to sign in, to share a
// phone number and to pay: from the same origin, so that nothing has to allow another one.
func (h *Host) miniPages() (map[string]http.Handler, error) {
	env := miniEnv{People: []miniPerson{}}
	pages := map[string]http.Handler{}
	if h.Third.Sim != nil && h.Config.smsSimulated() {
		env.SMS = simPath + smsPath
		pages["GET "+simPath+smsPath+"/sim/messages"] = http.StripPrefix(simPath, h.Third.Sim)
	}
	if h.Third.Sim != nil && h.Config.simulated() {
		env.Weixin, env.WechatPay = simPath+weixinPath, simPath+payPath
		env.People = append(env.People, h.demoPeople()...)
		sim := http.StripPrefix(simPath, h.Third.Sim)
		pages["POST "+simPath+weixinPath+"/sim/codes"] = sim
		pages["POST "+simPath+weixinPath+"/sim/phone-codes"] = sim
		pages["POST "+simPath+payPath+"/sim/pay"] = sim
	}
	body, err := json.Marshal(env)
	if err != nil {
		return nil, fmt.Errorf("mini-program: %w", err)
	}
	app, err := gateway.Pages("m", web.Miniapp(), body)
	if err != nil {
		return nil, fmt.Errorf("mini-program: %w", err)
	}
	maps.Copy(pages, app)
	pages["GET /{$}"] = http.RedirectHandler("/m/", http.StatusFound)
	return pages, nil
}

// demoPeople belong together at any hour: a customer whose nearest store never closes, that store, and a courier of it.
func (h *Host) demoPeople() []miniPerson {
	newcomer := miniPerson{Role: "consumer", Title: "新顾客", Note: "第一次打开，从年龄确认开始"}
	password := h.Config.Demo.Password.Reveal()
	if password == "" {
		return []miniPerson{newcomer}
	}
	world := demo.New(firstSeed, demo.Options{})
	customer, store, ok := neighbours(world)
	if !ok {
		return []miniPerson{newcomer}
	}
	people := []miniPerson{
		{Role: "consumer", Title: customer.Nickname, Note: "老顾客，地址都填好了", OpenID: customer.OpenID},
		newcomer,
		{Role: "merchant", Title: store.Name + " 店长", Note: "接单、拣货、管库存", Username: store.Key + ".manager", Password: password},
	}
	for i, c := range world.Couriers {
		if c.StoreKey == store.Key {
			return append(people, miniPerson{Role: "courier", Title: "骑手 " + c.Name, Note: "常在" + store.District + "一带接单", Username: "courier" + strconv.Itoa(i+1), Password: password, At: besides(store)})
		}
	}
	return people
}

// neighbours are the first customer whose nearest store never closes, and that store.
func neighbours(world *demo.World) (demo.Customer, demo.Store, bool) {
	for _, customer := range world.Customers {
		at, nearest := home(customer), 0
		for i, s := range world.Stores {
			if s.Point.Meters(at) < world.Stores[nearest].Point.Meters(at) {
				nearest = i
			}
		}
		if seed.NeverCloses(world, nearest) {
			return customer, world.Stores[nearest], true
		}
	}
	return demo.Customer{}, demo.Store{}, false
}

// home is where a customer's orders go unless they say otherwise.
func home(c demo.Customer) demo.Point {
	for _, a := range c.Addresses {
		if a.Default {
			return a.Point
		}
	}
	return c.Addresses[0].Point
}

// besides is a place some minutes from a store, south-west of it.
func besides(s demo.Store) *miniPoint {
	return &miniPoint{LatE6: s.Point.LatE6 - 3500, LngE6: s.Point.LngE6 - 4200}
}
