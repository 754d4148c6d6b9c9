package domain

import (
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/money"
)

// Brief is what figures need to know of an order.
type Brief struct {
	State     State
	PayState  PayState
	PayMethod PayMethod
	Payable   money.Fen
	PlacedAt  time.Time
}

// HourFigures are the orders that were placed within one hour and are not lost.
type HourFigures struct {
	Orders   int
	Turnover money.Fen
}

// Figures count the orders that reached a store on one day, by where they stand now.
type Figures struct {
	Waiting, Open, Done, Lost int
	Turnover, LostAmount      money.Fen
	Hours                     [24]HourFigures
}

// Add counts an order. One that waits for payment, or was cancelled without any, never reached the store.
func (f *Figures) Add(b Brief) {
	switch b.State {
	case PendingPayment:
		return
	case Confirmed:
		f.Waiting++
	case Accepted, Picking, Ready, Shipped:
		f.Open++
	case Delivered, Completed:
		f.Done++
	case Returning, Cancelled:
		if b.PayMethod == PayWechat && b.PayState == Unpaid {
			return
		}
		f.Lost++
		f.LostAmount += b.Payable
		return
	}
	f.Turnover += b.Payable
	hour := &f.Hours[clock.DayOf(b.PlacedAt).Hour(b.PlacedAt)]
	hour.Orders++
	hour.Turnover += b.Payable
}
