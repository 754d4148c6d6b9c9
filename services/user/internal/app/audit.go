package app

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/store"
)

// AuditEntry is a record with the names that people know.
type AuditEntry struct {
	store.AuditRecord
	ActorName, Title string
}

// maxExport is how many records one export holds.
const maxExport = 5000

// AuditLog is the use cases of the record of what operators did.
type AuditLog struct {
	store  *store.Users
	access *Access
}

// NewAuditLog returns the use cases; access knows what permissions are called.
func NewAuditLog(a *Access) *AuditLog { return &AuditLog{store: a.store, access: a} }

// List returns up to limit records below an id (0: from the newest), newest first.
func (l *AuditLog) List(ctx context.Context, f store.AuditFilter, before int64, limit int) ([]AuditEntry, error) {
	records, err := l.store.ListAudit(ctx, f, before, limit)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	list := make([]AuditEntry, len(records))
	for i, r := range records {
		actor := r.Event.GetActorId()
		if _, known := names[actor]; !known {
			if names[actor], err = l.nameOf(ctx, actor); err != nil {
				return nil, err
			}
		}
		list[i] = AuditEntry{AuditRecord: r, ActorName: names[actor], Title: l.title(r.Event.GetPermission())}
	}
	return list, nil
}

// title is what a permission is called; a login that failed is on record, and no permission.
func (l *AuditLog) title(permission string) string {
	if permission == loginPermission {
		return "员工登录"
	}
	return l.access.catalogue[permission].Title
}

// nameOf is what a member of staff is called; an account that is gone has no name.
func (l *AuditLog) nameOf(ctx context.Context, userID int64) (string, error) {
	u, err := l.store.User(ctx, userID)
	switch {
	case errs.HasReason(err, "USER_NOT_FOUND"):
		return "", nil
	case err != nil:
		return "", err
	case u.Staff != nil:
		return u.Staff.Name, nil
	}
	return u.Nickname, nil
}

// Export returns records as CSV in UTF-8 with a byte order mark, newest first, at most 5,000. No cell of it is taken for a
// formula by a spreadsheet.
func (l *AuditLog) Export(ctx context.Context, f store.AuditFilter) ([]byte, error) {
	list, err := l.List(ctx, f, 0, maxExport)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	rows := [][]string{{"时间", "操作人", "操作人编号", "权限", "权限标识", "门店", "对象", "原因", "结果", "请求", "变更前", "变更后", "地址", "设备", "请求编号"}}
	for _, e := range list {
		ev := e.Event
		rows = append(rows, []string{
			time.UnixMilli(ev.GetAtMs()).In(clock.Zone()).Format(time.DateTime), e.ActorName, number(ev.GetActorId()), e.Title, ev.GetPermission(),
			number(ev.GetStoreId()), number(ev.GetTargetId()), ev.GetReason(), ev.GetOutcome(), ev.GetRequest(), ev.GetBefore(), ev.GetAfter(),
			ev.GetAddress(), ev.GetAgent(), ev.GetRequestId(),
		})
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		if err := w.Write(row); err != nil {
			return nil, fmt.Errorf("export audit: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("export audit: %w", err)
	}
	return b.Bytes(), nil
}

func number(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// harmless keeps a spreadsheet from running a cell as a formula (OWASP, CSV injection).
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
