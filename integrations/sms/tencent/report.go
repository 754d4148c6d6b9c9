package tencent

import (
	"encoding/json"
	"fmt"

	"dajiu/integrations/sms"
)

// StatusReport is a status report (下发状态回调), as the vendor posts it.
type StatusReport struct {
	UserReceiveTime string `json:"user_receive_time"`
	NationCode      string `json:"nationcode"`
	Mobile          string `json:"mobile"`
	ReportStatus    string `json:"report_status"`
	ErrMsg          string `json:"errmsg"`
	Description     string `json:"description"`
	SID             string `json:"sid"`
	Ext             string `json:"ext"`
}

// ReportTaken is what the vendor wants to hear, else it reports again.
const ReportTaken = `{"result":0,"errmsg":"OK"}`

// ParseReports reads what the vendor posted. It is not signed: the caller must know by other means that it is the vendor.
func ParseReports(body []byte) ([]sms.Report, error) {
	var in []StatusReport
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, fmt.Errorf("tencent sms: reports: %w", err)
	}
	list := make([]sms.Report, len(in))
	for i, r := range in {
		list[i] = sms.Report{ID: r.SID, Ref: r.Ext, Delivered: r.ReportStatus == "SUCCESS", Code: r.ErrMsg}
	}
	return list, nil
}
