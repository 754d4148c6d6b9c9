package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

type tradeRow struct {
	bun.BaseModel `bun:"table:trades"`

	ID          int64     `bun:"id,pk"`
	UserID      int64     `bun:"user_id"`
	RequestKey  string    `bun:"request_key"`
	RequestHash int64     `bun:"request_hash"`
	PayMethod   int       `bun:"pay_method"`
	Payable     int64     `bun:"payable"`
	OrderIDs    []int64   `bun:"order_ids,type:json"`
	CreatedAt   time.Time `bun:"created_at"`
}

type orderRow struct {
	bun.BaseModel `bun:"table:orders"`

	ID          int64     `bun:"id,pk"`
	TradeID     int64     `bun:"trade_id"`
	UserID      int64     `bun:"user_id"`
	StoreID     int64     `bun:"store_id"`
	MerchantID  int64     `bun:"merchant_id"`
	StoreName   string    `bun:"store_name"`
	State       int       `bun:"state"`
	PayState    int       `bun:"pay_state"`
	PayMethod   int       `bun:"pay_method"`
	Fulfilment  int       `bun:"fulfilment"`
	Goods       int64     `bun:"goods"`
	DeliveryFee int64     `bun:"delivery_fee"`
	Payable     int64     `bun:"payable"`
	Refunded    int64     `bun:"refunded"`
	Frozen      frozen    `bun:"frozen,type:json"`
	Reason      int       `bun:"reason"`
	CreatedAt   time.Time `bun:"created_at"`
	PayBefore   time.Time `bun:"pay_before,nullzero"`
	UpdatedAt   time.Time `bun:"updated_at"`
	Version     int64     `bun:"version"`
	// OpenSlot is the slot that an order takes while it counts as open; see slots.go.
	OpenSlot int `bun:"open_slot,nullzero"`
	// ReadyBy is when an order must be packed, while it is in its store.
	ReadyBy time.Time `bun:"ready_by,nullzero"`
	// Recipient is sealed; see recipient.go.
	Recipient string `bun:"recipient"`
}

// frozen is what never changes after placement. Its JSON names are stored: never rename them.
type frozen struct {
	Lines        []lineDoc  `json:"lines"`
	Steps        []stepDoc  `json:"steps"`
	Address      addressDoc `json:"address"` // of older rows; see recipient.go
	StoreAddress string     `json:"store_address,omitempty"`
	StoreLatE6   int32      `json:"store_lat,omitempty"`
	StoreLngE6   int32      `json:"store_lng,omitempty"`
	Remark       string     `json:"remark,omitempty"` // as well
	PickupCode   string     `json:"pickup_code,omitempty"`
	// In milliseconds; absent where nothing but as soon as possible was promised.
	SlotStart int64 `json:"slot_start,omitempty"`
	SlotEnd   int64 `json:"slot_end,omitempty"`
	SlotBegin int64 `json:"slot_begin,omitempty"`
	SlotReady int64 `json:"slot_ready,omitempty"`
	ReadyBy   int64 `json:"ready_by,omitempty"`
}

type lineDoc struct {
	Sku            int64  `json:"sku"`
	Product        int64  `json:"product"`
	ProductVersion int64  `json:"version,omitempty"`
	Name           string `json:"name"`
	Spec           string `json:"spec"`
	Image          string `json:"image,omitempty"`
	Quantity       int64  `json:"qty"`
	Price          int64  `json:"price"`
	ListPrice      int64  `json:"list,omitempty"`
	Amount         int64  `json:"amount"`
	Grams          int64  `json:"grams,omitempty"`
	Liquor         bool   `json:"liquor,omitempty"`
}

type stepDoc struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Amount  int64  `json:"amount"`
	Outcome string `json:"outcome"`
}

type addressDoc struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	Text  string `json:"text,omitempty"`
	LatE6 int32  `json:"lat,omitempty"`
	LngE6 int32  `json:"lng,omitempty"`
}

type eventRow struct {
	bun.BaseModel `bun:"table:order_events"`

	ID      int64     `bun:"id,pk"`
	OrderID int64     `bun:"order_id"`
	UserID  int64     `bun:"user_id"`
	Seq     int64     `bun:"seq"`
	State   int       `bun:"state"`
	Actor   string    `bun:"actor"`
	Note    string    `bun:"note"`
	At      time.Time `bun:"at"`
	ActorID int64     `bun:"actor_id"`
}

type cartRow struct {
	bun.BaseModel `bun:"table:cart_lines"`

	UserID     int64     `bun:"user_id,pk"`
	StoreID    int64     `bun:"store_id,pk"`
	SkuID      int64     `bun:"sku_id,pk"`
	Quantity   int64     `bun:"quantity"`
	PriceAdded int64     `bun:"price_added"`
	UpdatedAt  time.Time `bun:"updated_at"`
}

func (v vault) rowFromOrder(f domain.Facts) (orderRow, error) {
	sealed, err := v.seal(f.ID, recipientOf(f))
	if err != nil {
		return orderRow{}, err
	}
	row := orderRow{
		ID: f.ID, TradeID: f.TradeID, UserID: f.UserID, StoreID: f.StoreID, MerchantID: f.MerchantID, StoreName: f.StoreName,
		State: int(f.State), PayState: int(f.PayState), PayMethod: int(f.PayMethod), Fulfilment: int(f.Fulfilment),
		Goods: int64(f.Goods), DeliveryFee: int64(f.DeliveryFee), Payable: int64(f.Payable), Refunded: int64(f.Refunded),
		Frozen: frozenFromOrder(f), Reason: int(f.Reason),
		CreatedAt: f.CreatedAt, PayBefore: f.PayBefore, UpdatedAt: f.UpdatedAt, Version: f.Version, Recipient: sealed,
	}
	if f.InStore() {
		row.ReadyBy = f.ReadyBy
	}
	return row, nil
}

func frozenFromOrder(f domain.Facts) frozen {
	doc := frozen{
		Lines: make([]lineDoc, len(f.Lines)), Steps: make([]stepDoc, len(f.Steps)),
		StoreAddress: f.StoreAddress, StoreLatE6: f.StoreLatE6, StoreLngE6: f.StoreLngE6, PickupCode: f.PickupCode,
		SlotStart: millis(f.Slot.Start), SlotEnd: millis(f.Slot.End), SlotBegin: millis(f.Slot.Begin), SlotReady: millis(f.Slot.Ready), ReadyBy: millis(f.ReadyBy),
	}
	for i, l := range f.Lines {
		doc.Lines[i] = lineDoc{
			Sku: l.SkuID, Product: l.ProductID, ProductVersion: l.ProductVersion, Name: l.Name, Spec: l.Spec, Image: l.ImageURL,
			Quantity: l.Quantity, Price: int64(l.Price), ListPrice: int64(l.ListPrice), Amount: int64(l.Amount),
			Grams: l.WeightGrams, Liquor: l.Liquor,
		}
	}
	for i, s := range f.Steps {
		doc.Steps[i] = stepDoc{Code: s.Code, Title: s.Title, Amount: int64(s.Amount), Outcome: s.Outcome}
	}
	return doc
}

// millis and moment keep the time that is none as 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func (v vault) orderFromRow(r *orderRow) (domain.Facts, error) {
	to, err := v.open(r)
	if err != nil {
		return domain.Facts{}, err
	}
	f := domain.Facts{
		ID: r.ID, TradeID: r.TradeID, UserID: r.UserID, StoreID: r.StoreID, MerchantID: r.MerchantID, StoreName: r.StoreName,
		State: domain.State(r.State), PayState: domain.PayState(r.PayState), PayMethod: domain.PayMethod(r.PayMethod), Fulfilment: domain.Fulfilment(r.Fulfilment),
		Goods: money.Fen(r.Goods), DeliveryFee: money.Fen(r.DeliveryFee), Payable: money.Fen(r.Payable), Refunded: money.Fen(r.Refunded),
		Address:      domain.Address{ContactName: to.Name, Phone: to.Phone, Text: to.Text, LatE6: to.LatE6, LngE6: to.LngE6},
		StoreAddress: r.Frozen.StoreAddress, StoreLatE6: r.Frozen.StoreLatE6, StoreLngE6: r.Frozen.StoreLngE6, Remark: to.Remark, PickupCode: r.Frozen.PickupCode,
		Slot: domain.Slot{
			Start: moment(r.Frozen.SlotStart), End: moment(r.Frozen.SlotEnd), Begin: moment(r.Frozen.SlotBegin), Ready: moment(r.Frozen.SlotReady),
		},
		ReadyBy: moment(r.Frozen.ReadyBy),
		Reason:  domain.Reason(r.Reason), CreatedAt: r.CreatedAt, PayBefore: r.PayBefore, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
	for _, l := range r.Frozen.Lines {
		f.Lines = append(f.Lines, domain.Line{
			SkuID: l.Sku, ProductID: l.Product, ProductVersion: l.ProductVersion, Name: l.Name, Spec: l.Spec, ImageURL: l.Image,
			Quantity: l.Quantity, Price: money.Fen(l.Price), ListPrice: money.Fen(l.ListPrice), Amount: money.Fen(l.Amount),
			WeightGrams: l.Grams, Liquor: l.Liquor,
		})
	}
	for _, s := range r.Frozen.Steps {
		f.Steps = append(f.Steps, domain.Step{Code: s.Code, Title: s.Title, Amount: money.Fen(s.Amount), Outcome: s.Outcome})
	}
	return f, nil
}

func (v vault) ordersFromRows(rows []orderRow) ([]domain.Facts, error) {
	list := make([]domain.Facts, len(rows))
	for i := range rows {
		var err error
		if list[i], err = v.orderFromRow(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}
