package host

import (
	"encoding/json"
	"fmt"
	"net/http"

	"dajiu/demo"
	"dajiu/services/gateway"
	"dajiu/web"
)

// adminEnv is what the admin's pages are told.
type adminEnv struct {
	People []adminPerson `json:"people"`
}

// adminPerson is a member of the demo's staff, whom one may be by a tap.
type adminPerson struct {
	Title    string `json:"title"`
	Note     string `json:"note"`
	Username string `json:"username"`
	Password string `json:"password"`
}

// adminPages are the web admin under /admin/.
func (h *Host) adminPages() (map[string]http.Handler, error) {
	env := adminEnv{People: []adminPerson{}}
	if password := h.Config.Demo.Password.Reveal(); password != "" {
		env.People = demoStaff(password)
	}
	body, err := json.Marshal(env)
	if err != nil {
		return nil, fmt.Errorf("admin: %w", err)
	}
	pages, err := gateway.Pages("admin", web.Admin(), body)
	if err != nil {
		return nil, fmt.Errorf("admin: %w", err)
	}
	return pages, nil
}

// demoStaff are one of each kind: the administrator, finance, content, service, a district's manager, and of the first store its owner, its
// manager and its clerk.
func demoStaff(password string) []adminPerson {
	world := demo.New(firstSeed, demo.Options{})
	told := map[demo.Role]string{
		demo.RoleAdmin: "管理员 · 全部权限", demo.RoleFinance: "财务 · 支付与账务", demo.RoleContent: "商品运营 · 商品与消息", demo.RoleService: "客服与审核 · 订单、顾客、入驻",
		demo.RoleMerchant: "商家老板 · 名下全部门店", demo.RoleManager: "店长", demo.RoleClerk: "店员",
	}
	var people []adminPerson
	for _, s := range world.Staff {
		note, ok := told[s.Role]
		if !ok {
			continue
		}
		delete(told, s.Role)
		people = append(people, adminPerson{Title: s.Name, Note: note, Username: s.Username, Password: password})
		if s.Role == demo.RoleService {
			people = append(people, adminPerson{Title: "区域经理", Note: "只看锦江区的门店", Username: "region", Password: password})
		}
	}
	return people
}
