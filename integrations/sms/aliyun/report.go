package aliyun

import (
	"encoding/json"
	"fmt"

	"dajiu/integrations/sms"
)

// StatusReport is a status report (短信发送状态报告), as the vendor posts it.
type StatusReport struct {
	PhoneNumber string `json:"phone_number"`
	SendTime    string `json:"send_time"`
	ReportTime  string `json:"report_time"`
	Success     bool   `json:"success"`
	ErrCode     string `json:"err_code"`
	ErrMsg      string `json:"err_msg"`
	SmsSize     string `json:"sms_size"`
	BizID       string `json:"biz_id"`
	OutID       string `json:"out_id"`
}

// ReportTaken is what the vendor wants to hear, else it reports again.
const ReportTaken = `{"code":0,"msg":"接收成功"}`

// ParseReports reads what the vendor posted. It is not signed: the caller must know by other means that it is the vendor.
func ParseReports(body []byte) ([]sms.Report, error) {
	var in []StatusReport
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, fmt.Errorf("aliyun sms: reports: %w", err)
	}
	list := make([]sms.Report, len(in))
	for i, r := range in {
		list[i] = sms.Report{ID: r.BizID, Ref: r.OutID, Delivered: r.Success, Code: r.ErrCode}
	}
	return list, nil
}
