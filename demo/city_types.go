package demo

import (
	"math"

	"dajiu/demo/picture"
	"dajiu/platform/money"
)

// Point is a place in GCJ-02 coordinates, in millionths of a degree.
type Point struct {
	LatE6 int64 `json:"latE6"`
	LngE6 int64 `json:"lngE6"`
}

const earthMeters = 6371000

// Meters is the distance to another point over the ground, in metres.
func (p Point) Meters(q Point) int {
	rad := func(e6 int64) float64 { return float64(e6) / 1e6 * math.Pi / 180 }
	dLat, dLng := rad(q.LatE6-p.LatE6)/2, rad(q.LngE6-p.LngE6)/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(rad(p.LatE6))*math.Cos(rad(q.LatE6))*math.Sin(dLng)*math.Sin(dLng)
	return int(2 * earthMeters * math.Asin(math.Sqrt(h)))
}

// Merchant is a company that runs stores.
type Merchant struct {
	Key           string `json:"key"`
	Name          string `json:"name"`
	Short         string `json:"short"`
	LicenceNo     string `json:"licenceNo"`     // unified social credit code
	LiquorLicence string `json:"liquorLicence"` // wholesale licence
	Legal         string `json:"legal"`         // legal representative
	Phone         string `json:"phone"`
}

// Span is a stretch of opening hours, in minutes from midnight; a close beyond 1440 lies on the next day.
type Span struct {
	Open  int `json:"open"`
	Close int `json:"close"`
}

// FeeRule prices a delivery: Base up to BaseMeters, PerKm for each further kilometre begun, nothing from FreeOver on;
// Night comes on top from NightFrom to NightTo, minutes as in [Span].
type FeeRule struct {
	MinOrder   money.Fen `json:"minOrder"`
	Base       money.Fen `json:"base"`
	BaseMeters int       `json:"baseMeters"`
	PerKm      money.Fen `json:"perKm"`
	FreeOver   money.Fen `json:"freeOver"`
	Night      money.Fen `json:"night"`
	NightFrom  int       `json:"nightFrom"`
	NightTo    int       `json:"nightTo"`
}

// Store is an outlet of a merchant.
type Store struct {
	Key         string `json:"key"`
	MerchantKey string `json:"merchantKey"`
	Name        string `json:"name"`
	District    string `json:"district"`
	Region      int32  `json:"region"` // the district's code
	Address     string `json:"address"`
	Point       Point  `json:"point"`
	Phone       string `json:"phone"`
	Hours       []Span `json:"hours"` // every day
	RangeMeters int    `json:"rangeMeters"`
	// Area is drawn by hand where the store delivers within streets and rivers, in place of its circle.
	Area          []Point           `json:"area,omitempty"`
	FoodLicence   string            `json:"foodLicence"`
	LiquorLicence string            `json:"liquorLicence"`
	LicenceExpiry string            `json:"licenceExpiry"` // date, 2006-01-02
	Fee           FeeRule           `json:"fee"`
	Focus         string            `json:"focus"` // category family it is known for; empty for a full range
	Notice        string            `json:"notice"`
	Picture       picture.StoreSpec `json:"picture"`
}

// Assortment is one SKU on the shelf of one store. Stock 0 is sold out.
type Assortment struct {
	StoreKey string    `json:"storeKey"`
	SKUKey   string    `json:"skuKey"`
	Price    money.Fen `json:"price"`
	Stock    int       `json:"stock"`
}

// Courier delivers for a home store.
type Courier struct {
	Key      string `json:"key"`
	Name     string `json:"name"`
	Phone    string `json:"phone"`
	StoreKey string `json:"storeKey"`
	Vehicle  string `json:"vehicle"`
	Avatar   uint64 `json:"avatar"` // seed of the portrait
}

// Role is what a member of staff does.
type Role string

// The roles of staff.
const (
	RoleAdmin    Role = "admin"         // operator of the platform, everything
	RoleFinance  Role = "finance"       // operator, money
	RoleContent  Role = "content"       // operator, goods and marketing
	RoleService  Role = "service"       // operator, after-sale
	RoleMerchant Role = "merchant"      // owner of a merchant
	RoleManager  Role = "store_manager" // manager of a store
	RoleClerk    Role = "store_clerk"   // picks and hands over
)

// Staff is an account of the admin. Passwords are none of the demo's data.
type Staff struct {
	Username    string `json:"username"`
	Name        string `json:"name"`
	Phone       string `json:"phone"`
	Role        Role   `json:"role"`
	MerchantKey string `json:"merchantKey,omitempty"`
	StoreKey    string `json:"storeKey,omitempty"`
	Avatar      uint64 `json:"avatar"`
}

// Customer is a consumer of full age with one to three addresses.
type Customer struct {
	Key       string    `json:"key"`
	Name      string    `json:"name"`
	Nickname  string    `json:"nickname"`
	Phone     string    `json:"phone"`
	OpenID    string    `json:"openId"`
	BirthYear int       `json:"birthYear"`
	Avatar    uint64    `json:"avatar"`
	Addresses []Address `json:"addresses"`
}

// Address is where a customer takes deliveries, within range of at least one store.
type Address struct {
	Label    string `json:"label"` // 家, 公司, ...
	District string `json:"district"`
	Street   string `json:"street"`
	Place    string `json:"place"` // estate or building
	Door     string `json:"door"`
	Point    Point  `json:"point"`
	Default  bool   `json:"default,omitempty"`
}
