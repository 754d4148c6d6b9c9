package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/past"
	"dajiu/platform/clock"
	"dajiu/platform/id"
)

// smallWorld writes a few orders of every life and returns their folder, and an order of each life by name.
func smallWorld(t testing.TB) (dir string, orders map[string]int64) {
	t.Helper()
	return world(t, city(4, 10), past.Options{Orders: 3*len(lives()) + 3, Seed: 1, Lives: lives(), InTurn: true})
}

func failing(r *Report) []string {
	var names []string
	for _, p := range r.Proofs {
		if p.Violations > 0 {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

func TestASoundInstallationIsFoundSound(t *testing.T) {
	t.Parallel()
	dir, _ := smallWorld(t)
	r := checked(t, dir, false)
	var text bytes.Buffer
	require.NoError(t, r.Write(&text))
	require.True(t, r.Sound, text.String())
	require.Contains(t, text.String(), "SOUND")
	for _, p := range r.Proofs {
		switch p.Name {
		case "outbox", "dead_letters", "bank_calls":
		default:
			require.Positive(t, p.Rows, "%s looked at nothing", p.Name)
		}
	}
	require.EqualValues(t, 3, r.Proof("refunds").InFlight, "three refunds are on their way")
	require.EqualValues(t, 3, r.Proof("bank_refunds").InFlight)

	strict := checked(t, dir, true)
	require.False(t, strict.Sound, "strictly, what is in flight is not sound")
	raw, err := json.Marshal(strict)
	require.NoError(t, err)
	require.Contains(t, string(raw), `"sound":false`)
}

// harm is one small corruption and the proofs that must notice it; all others must not.
type harm struct {
	name  string
	store string
	sql   string
	// of is the life of the order that :order stands for.
	of   string
	want []string
}

func harms() []harm {
	return []harm{
		{name: "a bottle vanishes from a shelf", store: "inventory", sql: "UPDATE stock SET on_hand = on_hand - 1 WHERE store_id = 1 AND sku_id = (SELECT MIN(sku_id) FROM stock WHERE store_id = 1)", want: []string{"stock_ledger"}},
		{name: "a bottle is promised to nobody", store: "inventory", sql: "UPDATE stock SET reserved = reserved + 1 WHERE store_id = 1 AND sku_id = (SELECT MIN(sku_id) FROM stock WHERE store_id = 1)", want: []string{"stock_ledger", "stock_reserved"}},
		{name: "a shelf is below zero", store: "inventory", sql: "UPDATE stock SET on_hand = -1 WHERE store_id = 1 AND sku_id = (SELECT MIN(sku_id) FROM stock WHERE store_id = 1)", want: []string{"stock_ledger", "stock_levels"}},
		{name: "a movement is lost", store: "inventory", sql: "DELETE FROM stock_ledger WHERE order_id = :order AND kind = 4", of: "completed", want: []string{"stock_ledger"}},
		{name: "a shelf that is nearly empty is not known to be low", store: "inventory", sql: "UPDATE stock SET safety = 1000000 WHERE store_id = 1 AND sku_id = (SELECT MIN(sku_id) FROM stock WHERE store_id = 1)", want: []string{"stock_low"}},
		{name: "a counted difference is not what was posted", store: "inventory", sql: "UPDATE count_lines SET counted = counted - 1 WHERE sheet_id = 50 AND movement_id = 51", want: []string{"count_lines"}},
		{name: "a counted difference was never posted", store: "inventory", sql: "UPDATE count_lines SET movement_id = 0 WHERE sheet_id = 50", want: []string{"count_lines", "count_once"}},
		{name: "a posted sheet has a line that is not", store: "inventory", sql: "UPDATE count_lines SET status = 2 WHERE sheet_id = 50 AND movement_id = 0", want: []string{"count_lines"}},
		{name: "a counted difference is posted twice", store: "inventory", sql: "INSERT INTO stock_ledger SELECT store_id, sku_id, 52, kind, 0, 0, 0, reference, note, actor, at FROM stock_ledger WHERE id = 51", want: []string{"count_once"}},
		{name: "a reservation is lost", store: "inventory", sql: "DELETE FROM reservations WHERE order_id = :order", of: "accepted", want: []string{"orders_hold", "stock_reserved"}},
		{name: "a reservation holds for an order that ended", store: "inventory", sql: "UPDATE reservations SET state = 2 WHERE order_id = :order", of: "cancelled and refunded", want: []string{"orders_cancelled", "reservations", "stock_reserved"}},
		{name: "goods that came back are still gone", store: "inventory", sql: "UPDATE reservations SET state = 3 WHERE order_id = :order", of: "refused at the door", want: []string{"orders_cancelled"}},
		{name: "goods that left are not taken off", store: "inventory", sql: "UPDATE reservations SET state = 5 WHERE order_id = :order", of: "on its way", want: []string{"orders_shipped"}},
		{name: "other goods left than were ordered", store: "inventory", sql: "UPDATE reservations SET order_lines = replace(order_lines, '\"qty\":', '\"qty\":1') WHERE order_id = :order", of: "completed", want: []string{"orders_shipped"}},
		{name: "another store's goods are held", store: "inventory", sql: "UPDATE reservations SET store_id = store_id + 1000 WHERE order_id = :order", of: "accepted", want: []string{"orders_hold", "stock_reserved"}},
		{name: "stock is promised to an order that is not there", store: "inventory", sql: "UPDATE reservations SET order_id = order_id + 1 WHERE order_id = :order", of: "cash, confirmed", want: []string{"orders_hold", "reservations"}},
		{name: "a posting is deleted", store: "payment", sql: "DELETE FROM postings WHERE seq = 2 AND journal_id = (SELECT id FROM journal WHERE kind = 'ORDER_SETTLED' AND reference_id = :order)", of: "completed", want: []string{"accounts", "journal"}},
		{name: "a whole entry is deleted", store: "payment", sql: "DELETE FROM postings WHERE journal_id = (SELECT id FROM journal WHERE kind = 'ORDER_SETTLED' AND reference_id = :order)", of: "completed", want: []string{"accounts", "journal"}},
		{name: "an entry is deleted, its postings stay", store: "payment", sql: "DELETE FROM journal WHERE kind = 'ORDER_SETTLED' AND reference_id = :order", of: "completed", want: []string{"journal"}},
		{name: "an account is lost", store: "payment", sql: "DELETE FROM accounts WHERE code = 'income:delivery'", want: []string{"accounts", "books"}},
		{name: "money that came twice is not returned", store: "payment", sql: "DELETE FROM refunds WHERE order_id = 0 AND payment_id = (SELECT id FROM payments WHERE json_extract(orders, '$[0].order_id') = :order)", of: "paid twice", want: []string{"bank_refunds", "payments"}},
		{name: "money that came twice is kept", store: "payment", sql: "UPDATE payments SET refunded = 0, returned = 0 WHERE json_extract(orders, '$[0].order_id') = :order", of: "paid twice", want: []string{"books", "paid", "payments"}},
		{name: "a balance is raised", store: "payment", sql: "UPDATE accounts SET balance = balance + 1 WHERE code = 'income:delivery'", want: []string{"accounts", "books"}},
		{name: "a balance is below zero", store: "payment", sql: "UPDATE accounts SET balance = -5 WHERE code = 'income:delivery'", want: []string{"accounts", "books", "overdrawn"}},
		{name: "an entry moves a merchant's money to another, soundly", store: "payment", sql: `UPDATE postings SET account = 'merchant:9999' WHERE account LIKE 'merchant:%' AND journal_id = (SELECT id FROM journal WHERE kind = 'ORDER_SETTLED' AND reference_id = :order);
			INSERT INTO accounts VALUES ('merchant:9999', 'merchant', -1, FALSE, (SELECT -amount FROM postings WHERE account = 'merchant:9999')); UPDATE accounts SET balance = balance + (SELECT amount FROM postings WHERE account = 'merchant:9999') WHERE code = 'merchant:' || (SELECT json_extract(orders, '$[0].merchant_id') FROM payments WHERE json_extract(orders, '$[0].order_id') = :order)`, of: "completed", want: []string{"books"}},
		{name: "a refund is dropped", store: "payment", sql: "DELETE FROM refunds WHERE order_id = :order", of: "cancelled and refunded", want: []string{"bank_refunds", "payments", "refunds"}},
		{name: "a refund is never made", store: "payment", sql: "DELETE FROM refunds WHERE order_id = :order; UPDATE payments SET refunded = 0 WHERE json_extract(orders, '$[0].order_id') = :order", of: "being refunded", want: []string{"paid", "refunds"}},
		{name: "a refund pays too much", store: "payment", sql: "UPDATE refunds SET amount = amount + 1 WHERE order_id = :order", of: "cancelled and refunded", want: []string{"bank_refunds", "payments", "refunds"}},
		{name: "a refund is said to have arrived", store: "payment", sql: "UPDATE refunds SET state = 3 WHERE order_id = :order", of: "being refunded", want: []string{"bank_refunds", "payments", "refunds"}},
		{name: "a payment forgets its money", store: "payment", sql: "UPDATE payments SET paid = 0 WHERE json_extract(orders, '$[0].order_id') = :order", of: "accepted", want: []string{"books", "paid", "payments"}},
		{name: "an attempt is not known to be paid", store: "payment", sql: "UPDATE attempts SET state = 1 WHERE order_ids = '[' || :order || ']'", of: "accepted", want: []string{"bank_payments", "payments"}},
		{name: "a payment that nobody made", store: "payment", sql: "UPDATE attempts SET state = 3 WHERE order_ids = '[' || :order || ']'", of: "waiting for money", want: []string{"bank_payments", "payments"}},
		{name: "a payment's order has another price", store: "payment", sql: "UPDATE payments SET orders = replace(orders, '\"amount\":', '\"amount\":1') WHERE json_extract(orders, '$[0].order_id') = :order", of: "accepted", want: []string{"paid"}},
		{name: "a completed order is not settled", store: "payment", sql: "UPDATE payments SET orders = replace(orders, '\"settled\":true', '\"settled\":false') WHERE json_extract(orders, '$[0].order_id') = :order", of: "completed", want: []string{"books", "paid"}},
		{name: "money that was moved by hand is not booked", store: "payment", sql: "INSERT INTO money_orders VALUES (5, 1, 8, 100, '回单', 2, 1, 2, '', 'k', '2026-11-01 10:00:00+00:00', '2026-11-01 10:00:00+00:00')", want: []string{"books"}},
		{name: "money was moved that nobody proposed", store: "payment", sql: "INSERT INTO money_orders VALUES (5, 1, 8, 100, '回单', 2, 0, 2, '', 'k', '2026-11-01 10:00:00+00:00', '2026-11-01 10:00:00+00:00')", want: []string{"books", "two_people"}},
		{name: "cash is forgotten", store: "payment", sql: "DELETE FROM order_notes WHERE order_id = :order", of: "cash, delivered", want: []string{"books", "cash"}},
		{name: "less cash than due", store: "payment", sql: "UPDATE order_notes SET collected = collected - 1 WHERE order_id = :order", of: "cash, delivered", want: []string{"books", "cash"}},
		{name: "cash of an order that was not handed over", store: "order", sql: "UPDATE orders SET state = 5, pay_state = 1 WHERE id = :order", of: "cash, delivered", want: []string{"cash", "deliveries", "orders_hold", "timelines"}},
		{name: "the bank took money that we do not know of", store: "bank", sql: "UPDATE orders SET state = 'SUCCESS', paid = 1 WHERE seq = (SELECT MIN(seq) FROM orders WHERE state = 'NOTPAY')", want: []string{"bank_payments"}},
		{name: "the bank never took our money", store: "bank", sql: "UPDATE orders SET state = 'NOTPAY', paid = 0 WHERE seq = (SELECT MIN(seq) FROM orders WHERE state = 'SUCCESS')", want: []string{"bank_payments"}},
		{name: "the bank took another amount", store: "bank", sql: "UPDATE orders SET total = total + 1 WHERE seq = (SELECT MIN(seq) FROM orders WHERE state = 'SUCCESS')", want: []string{"bank_payments"}},
		{name: "the bank has a payment more", store: "bank", sql: "INSERT INTO orders SELECT seq + 1000, 'P9' || seq, prepay_id, openid, description, attach, notify_url, total, state, created, expires, prepaid, paid, closed, refunded, refunds, last_refund FROM orders LIMIT 1", want: []string{"bank_payments"}},
		{name: "the bank forgot a refund", store: "bank", sql: "DELETE FROM refunds WHERE seq = 1", want: []string{"bank_refunds"}},
		{name: "the bank has a refund more", store: "bank", sql: "INSERT INTO refunds SELECT seq + 1000, 'R9' || seq, order_seq, amount, reason, notify_url, state, created, settled FROM refunds LIMIT 1", want: []string{"bank_refunds"}},
		{name: "an order is lost", store: "order", sql: "DELETE FROM orders WHERE id = :order; DELETE FROM order_events WHERE order_id = :order", of: "accepted", want: []string{"deliveries", "figures_heard", "paid", "reservations", "trades"}},
		{name: "a trade is lost", store: "order", sql: "DELETE FROM trades WHERE id = (SELECT trade_id FROM orders WHERE id = :order)", of: "never paid", want: []string{"paid", "trades"}},
		{name: "an order costs more than its trade", store: "order", sql: "UPDATE trades SET payable = payable - 1 WHERE id = (SELECT trade_id FROM orders WHERE id = :order)", of: "accepted", want: []string{"trades"}},
		{name: "an order jumps to delivered", store: "order", sql: "UPDATE orders SET state = 7 WHERE id = :order", of: "on its way", want: []string{"deliveries", "timelines"}},
		{name: "an entry is missing in a timeline", store: "order", sql: "DELETE FROM order_events WHERE order_id = :order AND seq = 4", of: "completed", want: []string{"timelines"}},
		{name: "a timeline's end is missing", store: "order", sql: "DELETE FROM order_events WHERE order_id = :order AND seq = 8", of: "completed", want: []string{"timelines"}},
		{name: "a timeline tells of another way", store: "order", sql: "UPDATE order_events SET state = 9 WHERE order_id = :order AND seq = 5", of: "completed", want: []string{"timelines"}},
		{name: "a paid order says it is unpaid", store: "order", sql: "UPDATE orders SET pay_state = 1 WHERE id = :order", of: "accepted", want: []string{"paid", "pay_states"}},
		{name: "an order is refunded by word only", store: "order", sql: "UPDATE orders SET pay_state = 3 WHERE id = :order", of: "never paid", want: []string{"refunds"}},
		{name: "an order that was left out of its trade's payment is refunded by word", store: "order", sql: "UPDATE orders SET pay_state = 3 WHERE id = :order", of: "left out before paying", want: []string{"refunds"}},
		{name: "a cancelled order goes on", store: "payment", sql: "UPDATE payments SET orders = replace(orders, '\"cancelled\":true', '\"cancelled\":false') WHERE json_extract(orders, '$[0].order_id') = :order", of: "cancelled and refunded", want: []string{"paid"}},
		{name: "a delivery is lost", store: "delivery", sql: "DELETE FROM deliveries WHERE order_id = :order", of: "accepted", want: []string{"deliveries"}},
		{name: "a delivery of no order", store: "delivery", sql: "UPDATE deliveries SET order_id = 77 WHERE order_id = :order", of: "cancelled and refunded", want: []string{"deliveries"}},
		{name: "a delivery goes on without its order", store: "delivery", sql: "UPDATE deliveries SET state = 1 WHERE order_id = :order", of: "cancelled and refunded", want: []string{"deliveries"}},
		{name: "goods were handed over, and the order does not know", store: "delivery", sql: "UPDATE deliveries SET state = 4 WHERE order_id = :order", of: "on its way", want: []string{"deliveries"}},
		{name: "an operator's act was rewritten", store: "user", sql: "UPDATE audit_entries SET actor_id = 78 WHERE seq = 1", want: []string{"audit_chain"}},
		{name: "an operator's last act was wiped out", store: "user", sql: "DELETE FROM audit_entries WHERE seq = 2", want: []string{"audit_chain"}},
		{name: "a customer's address is put into another's order", store: "order", sql: "UPDATE orders SET recipient = (SELECT recipient FROM orders WHERE recipient <> '' AND id <> :order LIMIT 1) WHERE id = :order", of: "accepted", want: []string{"sealed"}},
		{name: "a recipient at the door is garbled", store: "delivery", sql: "UPDATE deliveries SET recipient = substr(recipient, 1, 40) || 'x' WHERE order_id = :order", of: "accepted", want: []string{"sealed"}},
		{name: "somebody who left can still be called by their name", store: "user", sql: "UPDATE users SET nickname = '王五' WHERE id = 5", want: []string{"erased"}},
		{name: "somebody who left still has an identity", store: "user", sql: "INSERT INTO identities VALUES ('wechat_mini', 'o-5', 5)", want: []string{"erased"}},
		{name: "it is still known where an order of somebody who left went", store: "user", sql: "INSERT INTO privacy_requests SELECT 7, MAX(id), 2, 3, NULL, NULL, '', '{}', created_at, created_at, created_at FROM users; UPDATE users SET nickname = '已注销用户', openid = '', disabled = TRUE WHERE id = (SELECT MAX(id) FROM users); DELETE FROM identities WHERE user_id = (SELECT MAX(id) FROM users)", want: []string{"erased"}},
		{name: "a place of a slot is taken by nobody", store: "delivery", sql: "INSERT INTO slots VALUES (1, '2026-11-01 10:00:00+00:00', 1)", want: []string{"slots"}},
		{name: "a day's turnover is raised", store: "analytics", sql: "UPDATE figures_day SET gmv = gmv + 1 WHERE (at, store_id) = (SELECT at, store_id FROM figures_day LIMIT 1)", want: []string{"figures_sums"}},
		{name: "a day of goods is lost", store: "analytics", sql: "DELETE FROM goods_day WHERE pieces > 0 AND store_id = (SELECT MIN(store_id) FROM goods_day WHERE pieces > 0)", want: []string{"figures_sums"}},
		{name: "an order does not count", store: "analytics", sql: "DELETE FROM known_orders WHERE order_id = :order", of: "accepted", want: []string{"figures_heard", "figures_sums"}},
		{name: "an order counts as delivered that is not", store: "analytics", sql: "UPDATE known_orders SET delivered = accepted WHERE order_id = :order", of: "accepted", want: []string{"figures_heard", "figures_sums"}},
		{name: "a store is another merchant's in the catalogue", store: "product", sql: "UPDATE stores SET merchant_id = 2 WHERE id = 1", want: []string{"merchants"}},
		{name: "a merchant's store is not in the catalogue", store: "product", sql: "DELETE FROM stores WHERE id = 1", want: []string{"merchants"}},
		{name: "an area's box is not around it", store: "delivery", sql: "UPDATE zones SET north_e6 = north_e6 - 1 WHERE store_id = 77", want: []string{"areas"}},
		{name: "an area's edges cross", store: "delivery", sql: "UPDATE zones SET corners = '[[30640000,104050000],[30670000,104080000],[30640000,104080000],[30670000,104050000]]' WHERE store_id = 77", want: []string{"areas"}},
		{name: "a service gave up on an event", store: "delivery", sql: "INSERT INTO dead_letter VALUES ('delivery', 5, 'dajiu.order.v1.OrderReady', 1, 'order', x'', '', '', 1, 1, 5, 'refused')", want: []string{"dead_letters"}},
	}
}

func TestEverySmallCorruptionIsNoticedByItsProofAlone(t *testing.T) {
	t.Parallel()
	dir, orders := smallWorld(t)
	for _, h := range harms() {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			dir := copyOf(t, dir)
			do(t, dir, h, orders)
			r := checked(t, dir, false)
			var text bytes.Buffer
			require.NoError(t, r.Write(&text))
			require.Equal(t, h.want, failing(r), text.String())
			require.False(t, r.Sound)
			for _, name := range h.want {
				require.NotEmpty(t, r.Proof(name).First)
			}
		})
	}
}

func do(t *testing.T, dir string, h harm, orders map[string]int64) {
	t.Helper()
	path := h.store + ".db"
	if h.store == "bank" {
		path = "sim/wechatpay.db"
	}
	db := openRaw(t, filepath.Join(dir, path))
	defer func() { require.NoError(t, db.Close()) }()
	for _, statement := range bytes.Split([]byte(h.sql), []byte(";")) {
		text := bytes.ReplaceAll(statement, []byte(":order"), fmt.Append(nil, orders[h.of]))
		res, err := db.Exec(string(text))
		require.NoError(t, err, "%s", text)
		n, err := res.RowsAffected()
		require.NoError(t, err)
		require.Positive(t, n, "the corruption changed nothing")
	}
}

func TestAnEventThatWasNotSentIsWrongAndATimerOnlyLate(t *testing.T) {
	t.Parallel()
	dir, _ := smallWorld(t)
	now := time.Now()
	ids, err := id.NewGenerator(clock.Real(), 1)
	require.NoError(t, err)
	const insert = "INSERT INTO outbox VALUES (?, 0, ?, 1, ?, x'', '', '')"
	db := openRaw(t, filepath.Join(dir, "order.db"))
	event := ids.Next()
	_, err = db.Exec(insert, event, now.UnixMilli(), "dajiu.order.v1.OrderPlaced")
	require.NoError(t, err)
	_, err = db.Exec(insert, ids.Next()-(20*60*1000)<<22, now.Add(-time.Minute).UnixMilli(), "dajiu.order.v1.PaymentDue")
	require.NoError(t, err)
	_, err = db.Exec(insert, ids.Next(), now.Add(time.Hour).UnixMilli(), "dajiu.order.v1.PaymentDue")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	r := checked(t, dir, false)
	p := r.Proof("outbox")
	require.EqualValues(t, 1, p.Violations)
	require.Equal(t, fmt.Sprintf("order event %d", event), p.First[0].About)
	require.EqualValues(t, 1, p.InFlight)
	require.True(t, r.Undelivered)
	var text bytes.Buffer
	require.NoError(t, r.Write(&text))
	require.Contains(t, text.String(), "start the\nserver")
}

func TestAPromiseWithoutAnOrderMayStandUntilItExpires(t *testing.T) {
	t.Parallel()
	dir, _ := smallWorld(t)
	for _, at := range []struct {
		name    string
		expires time.Duration
		wrong   int64
	}{{"not yet", time.Minute, 0}, {"long ago", -time.Hour, 1}} {
		t.Run(at.name, func(t *testing.T) {
			t.Parallel()
			dir := copyOf(t, dir)
			db := openRaw(t, filepath.Join(dir, "inventory.db"))
			_, err := db.Exec("INSERT INTO reservations VALUES (5, 1, 1, '[]', ?, ?, ?, 1)", time.Now().Add(at.expires).UTC(), time.Now().UTC(), time.Now().UTC())
			require.NoError(t, err)
			require.NoError(t, db.Close())
			require.Equal(t, at.wrong, checked(t, dir, false).Proof("reservations").Violations)
		})
	}
}

func TestOnlyTheFirstFindingsAreKeptAndAllCounted(t *testing.T) {
	t.Parallel()
	p := &Proof{}
	for i := range 50 {
		p.wrong("order", "number %d", i)
	}
	require.EqualValues(t, 50, p.Violations)
	require.Len(t, p.First, maxShown)
	var text bytes.Buffer
	r := &Report{Proofs: []*Proof{p}}
	require.NoError(t, r.Write(&text))
	require.Contains(t, text.String(), "and 30 more")
}
