package domain

import (
	"strconv"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Kind is why stock moved. The zero value is no kind.
type Kind int

// The kinds. Stored by number; the same as the API's MovementKind.
const (
	KindReceive Kind = iota + 1 // 入库
	KindReserve                 // 预占
	KindRelease                 // 释放
	KindCommit                  // 出库
	KindReturn                  // 退回
	KindDamage                  // 报损
	KindCount                   // 盘点
)

// Move is one change of one SKU's stock in one store, in pieces.
type Move struct {
	SkuID            int64
	Kind             Kind
	OnHand, Reserved int64
}

// Level is how much of a SKU stands in a store. 0 <= Reserved <= OnHand always.
type Level struct {
	SkuID            int64
	OnHand, Reserved int64
	// Safety is at how many available pieces the SKU is low; 0: it never is. Low is whether the staff were told so.
	Safety int64
	Low    bool
}

// Available is how many pieces can still be promised.
func (l Level) Available() int64 { return l.OnHand - l.Reserved }

// Crossed reports whether a move that led to this level sold the SKU out or brought it back.
func (l Level) Crossed(m Move) bool {
	before := l.Available() - (m.OnHand - m.Reserved)
	return (before > 0) != (l.Available() > 0)
}

// BelowSafety reports whether no more is available than the safety level, if there is one.
func (l Level) BelowSafety() bool { return l.Safety > 0 && l.Available() <= l.Safety }

// CrossedSafety reports whether the level is on the other side of its safety level than was told last.
func (l Level) CrossedSafety() bool { return l.Low != l.BelowSafety() }

// MaxSafety is the highest safety level.
const MaxSafety = 1_000_000

// SafetyLevel is at how many available pieces a SKU of a store is low; 0: it never is.
type SafetyLevel struct{ SkuID, Level int64 }

// CheckSafetyLevels refuses a SKU that is named twice or is none, and a level below 0 or above MaxSafety, naming the field.
func CheckSafetyLevels(levels []SafetyLevel) error {
	seen := make(map[int64]bool, len(levels))
	for i, l := range levels {
		path := "levels[" + strconv.Itoa(i) + "]"
		if l.SkuID <= 0 || seen[l.SkuID] {
			return errs.Invalid(path+".skuId", "商品重复或不存在")
		}
		if l.Level < 0 || l.Level > MaxSafety {
			return errs.Invalid(path+".level", "须为 0 至 1000000")
		}
		seen[l.SkuID] = true
	}
	return nil
}

// MaxOnHand is how many pieces of a SKU a store may have: far beyond any shop, far below overflow.
const MaxOnHand = 1_000_000_000

// Adjustment is one line of a correction by hand. Quantity: received, > 0; damaged, < 0; counted, >= 0.
type Adjustment struct {
	SkuID    int64
	Quantity int64
}

// CheckAdjustments refuses lines that cannot be carried out whatever stands there: a SKU that is named twice, or a
// quantity whose sign does not fit the kind: INVENTORY_QUANTITY_INVALID.
func CheckAdjustments(kind Kind, lines []Adjustment) error {
	seen := make(map[int64]bool, len(lines))
	for _, l := range lines {
		if l.SkuID <= 0 || seen[l.SkuID] {
			return errs.Invalid("lines", "SKU "+strconv.FormatInt(l.SkuID, 10)+" is there twice or not a SKU")
		}
		seen[l.SkuID] = true
		ok := false
		switch kind { //nolint:exhaustive // only what people do by hand
		case KindReceive:
			ok = l.Quantity > 0
		case KindDamage:
			ok = l.Quantity < 0
		case KindCount:
			ok = l.Quantity >= 0
		}
		if !ok {
			return quantityInvalid(l.SkuID, "数量与操作类型不符")
		}
	}
	return nil
}

// Adjust returns the move that a line makes of a level. Less on hand than is reserved is INVENTORY_BELOW_RESERVED;
// more than fits is INVENTORY_QUANTITY_INVALID.
func (l Level) Adjust(kind Kind, a Adjustment) (Move, error) {
	delta := a.Quantity
	if kind == KindCount {
		delta = a.Quantity - l.OnHand
	}
	if after := l.OnHand + delta; after < l.Reserved {
		return Move{}, errs.New(codes.FailedPrecondition, "INVENTORY_BELOW_RESERVED", "库存不能少于已预占数量").
			WithFields(errs.Field{Path: SkuPath(a.SkuID), Reason: "已预占 " + strconv.FormatInt(l.Reserved, 10) + " 件"})
	} else if after > MaxOnHand {
		return Move{}, quantityInvalid(a.SkuID, "数量过大")
	}
	return Move{SkuID: a.SkuID, Kind: kind, OnHand: delta}, nil
}

func quantityInvalid(skuID int64, why string) error {
	return errs.New(codes.InvalidArgument, "INVENTORY_QUANTITY_INVALID", why).WithFields(errs.Field{Path: SkuPath(skuID), Reason: why})
}

// SkuPath names a SKU among the fields of an error.
func SkuPath(skuID int64) string { return "skus[" + strconv.FormatInt(skuID, 10) + "]" }

// Shortage names the lines of which less is available than wanted: INVENTORY_STOCK_SHORT. Nil where all is there.
// Levels that are missing count as nothing.
func Shortage(storeID int64, lines []Line, levels []Level) error {
	available := make(map[int64]int64, len(levels))
	for _, l := range levels {
		available[l.SkuID] = l.Available()
	}
	var fields []errs.Field
	for _, l := range lines {
		if left := available[l.SkuID]; left < l.Quantity {
			fields = append(fields, errs.Field{
				Path:   "stores[" + strconv.FormatInt(storeID, 10) + "]." + SkuPath(l.SkuID),
				Reason: "仅剩 " + strconv.FormatInt(left, 10) + " 件",
			})
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return errs.New(codes.FailedPrecondition, "INVENTORY_STOCK_SHORT", "库存不足").WithFields(fields...)
}
