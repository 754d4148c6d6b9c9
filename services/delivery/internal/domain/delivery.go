package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// AgeCheck is how the recipient's age was established. Stored by number; the same as the API's. Zero: it was not.
type AgeCheck int

// The age checks.
const (
	AgeEvident AgeCheck = iota + 1 // plainly an adult
	AgeIDShown                     // 已查验身份证
)

// Refusal is why goods were not handed over. Stored by number; the same as the API's RefusalReason.
type Refusal int

// The refusals.
const (
	Minor       Refusal = iota + 1 // 未成年
	NoID                           // 无法出示证件
	Rejected                       // 顾客拒收
	Unreachable                    // 联系不上
)

// ForAge reports whether the law, not the customer, kept the goods back.
func (r Refusal) ForAge() bool { return r == Minor || r == NoID }

// Details is what a delivery needs to know of its order, frozen when the store accepted it. Amounts in fen.
type Details struct {
	StoreName, StoreAddress string
	Store                   Point
	ContactName, Phone      string
	DropText                string
	Drop                    Point
	Remark                  string
	// AgeCheck: there is liquor among the goods.
	AgeCheck bool
	// Collect is what is to be collected at the hand-over; 0 where the order is paid.
	Collect money.Fen
	// PickupCode is what the customer says at the counter; empty where a courier brings the goods.
	PickupCode string
	// Slot is when the customer expects the goods; zero: as soon as possible.
	Slot Slot
}

// Facts is everything a delivery is: how the store keeps it and the transport shows it. Changing one changes nothing;
// only a Delivery's methods do.
type Facts struct {
	ID, OrderID, UserID, StoreID int64
	State                        State
	Pickup                       bool
	CourierID                    int64
	// Ready: the goods are packed.
	Ready bool
	Details
	DistanceMeters int32
	Reward         money.Fen
	// Round is the next round of offers.
	Round int32
	// Collected, Checked, Refusal and Note tell how the hand-over went.
	Collected            money.Fen
	Checked              AgeCheck
	Refusal              Refusal
	Note                 string
	CreatedAt, UpdatedAt time.Time
	Version              int64
}

// Delivery is the way of one order's goods to its customer.
type Delivery struct {
	facts Facts
	acts  []Act
}

// Expect makes a delivery of an order that was heard of: whatever is told of it before it is known to be accepted is
// kept in it.
func Expect(id, orderID, userID, storeID int64, now time.Time) (*Delivery, error) {
	if id <= 0 || orderID <= 0 || userID <= 0 || storeID <= 0 {
		return nil, errs.Invalid("order", "an order, its customer and its store are needed")
	}
	return &Delivery{facts: Facts{
		ID: id, OrderID: orderID, UserID: userID, StoreID: storeID, State: Expected, CreatedAt: now, UpdatedAt: now, Version: 1,
	}}, nil
}

// Rehydrate makes a delivery of what was stored. Only the store may call it.
func Rehydrate(f Facts) *Delivery { return &Delivery{facts: f} }

// Facts returns what the delivery is now.
func (d *Delivery) Facts() Facts { return d.facts }

// Acts returns what happened since the delivery was made or rehydrated.
func (d *Delivery) Acts() []Act { return d.acts }

// Arrange starts a delivery whose order the store accepted: a courier is searched, or the goods wait at the counter.
func (d *Delivery) Arrange(details Details, tariff Tariff, at time.Time) error {
	act := Arrange
	if details.PickupCode != "" {
		act = ArrangePickup
	}
	if details.Collect < 0 {
		return errs.Invalid("collect", "cannot be negative")
	}
	next, err := d.facts.State.Next(act)
	if err != nil {
		return err
	}
	d.facts.Details, d.facts.Pickup = details, act == ArrangePickup
	if act == Arrange {
		d.facts.DistanceMeters = details.Store.Meters(details.Drop)
		d.facts.Reward = tariff.Reward(d.facts.DistanceMeters)
	}
	d.move(act, next, at)
	return nil
}

// MarkReady records that the goods are packed. It may come before anything else is known, and twice.
func (d *Delivery) MarkReady(at time.Time) {
	if d.facts.Ready || d.facts.State.Final() {
		return
	}
	d.facts.Ready, d.facts.UpdatedAt = true, at
	d.facts.Version++
}

// Assign gives the job to a courier. A job that another has, or that is gone, is DELIVERY_OFFER_GONE; a courier who
// has it already may repeat this.
func (d *Delivery) Assign(courierID int64, at time.Time) error {
	if d.facts.CourierID == courierID && d.facts.State.done(Assign) {
		return nil
	}
	next, err := d.facts.State.Next(Assign)
	if err != nil || d.facts.CourierID != 0 || courierID <= 0 {
		return errs.New(codes.FailedPrecondition, "DELIVERY_OFFER_GONE", "来晚了，订单已被接走或取消")
	}
	d.facts.CourierID = courierID
	d.move(Assign, next, at)
	return nil
}

// Reassign takes the job back from a courier who has not picked it up. A job that this courier has not is left alone.
func (d *Delivery) Reassign(from int64, why string, at time.Time) error {
	if d.facts.CourierID != from {
		return nil
	}
	next, err := d.facts.State.Next(Reassign)
	if err != nil {
		return err
	}
	d.facts.CourierID, d.facts.Note = 0, why
	d.move(Reassign, next, at)
	return nil
}

// GiveTo makes way for another courier who is named: 指派. The job is taken back from whom the operator saw with it, 0 where it
// was still searched for. Done is true where the named courier has it already, so that this may be repeated. A job that
// somebody else has meanwhile, or that was picked up, is DELIVERY_STATE_INVALID. [Delivery.Assign] gives it.
func (d *Delivery) GiveTo(from, to int64, why string, at time.Time) (done bool, err error) {
	switch {
	case to <= 0:
		return false, errs.Invalid("toCourierId", "请选择骑手")
	case from == to:
		return false, errs.Invalid("toCourierId", "任务已在这位骑手手上")
	case d.facts.CourierID == to && d.facts.State.done(Assign):
		return true, nil
	case d.facts.CourierID != 0 && d.facts.CourierID != from:
		return false, errs.New(codes.FailedPrecondition, "DELIVERY_STATE_INVALID", "任务已由其他骑手接走，请刷新后再试")
	case d.facts.State == Searching: // it was taken back, or nobody had it
		return false, nil
	}
	return false, d.Reassign(from, why, at)
}

// PickUp records that the courier took the goods. Goods that are not packed are DELIVERY_NOT_READY.
func (d *Delivery) PickUp(at time.Time) error {
	return d.once(PickUp, at, d.packed)
}

// HandOver records that the customer took the goods, at the door or at the counter. Liquor without an age check is
// DELIVERY_AGE_CHECK_REQUIRED; any other amount than the one due is INVALID_ARGUMENT.
func (d *Delivery) HandOver(checked AgeCheck, collected money.Fen, at time.Time) error {
	return d.once(HandOver, at, func() error {
		if err := d.packed(); err != nil {
			return err
		}
		if d.facts.AgeCheck && checked != AgeEvident && checked != AgeIDShown {
			return errs.New(codes.FailedPrecondition, "DELIVERY_AGE_CHECK_REQUIRED", "含酒类商品，须确认收货人已满 18 周岁")
		}
		if collected != d.facts.Collect {
			return errs.Invalid("collectedAmount", "应收 "+d.facts.Collect.String())
		}
		d.facts.Checked, d.facts.Collected = checked, collected
		return nil
	})
}

// Refuse records that the goods were not handed over, and why.
func (d *Delivery) Refuse(why Refusal, note string, at time.Time) error {
	return d.once(Refuse, at, func() error {
		if why < Minor || why > Unreachable {
			return errs.Invalid("reason", "is needed")
		}
		d.facts.Refusal, d.facts.Note = why, note
		return nil
	})
}

// ReceiveReturn records that the store has the goods back.
func (d *Delivery) ReceiveReturn(at time.Time) error {
	return d.once(Return, at, func() error { return nil })
}

// Cancel ends a delivery whose order was cancelled. Goods that are on their way are called back. Where it is too late
// for either, it does nothing and returns false.
func (d *Delivery) Cancel(at time.Time) bool {
	act := Cancel
	if d.facts.State == PickedUp {
		act = Recall
		d.facts.Note = "订单已取消"
	}
	next, err := d.facts.State.Next(act)
	if err != nil {
		return false
	}
	d.move(act, next, at)
	return true
}

func (d *Delivery) packed() error {
	if !d.facts.Ready {
		return errs.New(codes.FailedPrecondition, "DELIVERY_NOT_READY", "门店尚未打包完成")
	}
	return nil
}

// once carries an act out after its conditions are met. An act that is behind the delivery already changes nothing.
func (d *Delivery) once(a Act, at time.Time, conditions func() error) error {
	next, err := d.facts.State.Next(a)
	if err != nil {
		if d.facts.State.done(a) {
			return nil
		}
		return err
	}
	if err := conditions(); err != nil {
		return err
	}
	d.move(a, next, at)
	return nil
}

func (d *Delivery) move(a Act, next State, at time.Time) {
	d.facts.State, d.facts.UpdatedAt = next, at
	d.facts.Version++
	d.acts = append(d.acts, a)
}
