package demo

// Applicant is a company that wants to become a merchant of the platform, and is not one yet.
type Applicant struct {
	Key, Name, LicenceNo, Legal, Phone string
	Store, Address, FoodLicence        string
	Point                              Point
	Region                             int32
	// Complaint is why its papers were given back; empty: they wait for review.
	Complaint string
}

// Applicants are the companies whose applications an operator finds on the first day. They are the same in every world.
func Applicants() []Applicant {
	rng := stream(1, 77)
	return []Applicant{
		{
			Key: "applicant-01", Name: "成都府河春酒业有限公司", LicenceNo: creditCode("510108", rng), Legal: "周清和", Phone: phone(9, 1),
			Store: "府河春·建设路店", Address: "成都市成华区建设路 62 号", FoodLicence: foodLicence("510108", 900001), Point: Point{30671000, 104101000}, Region: 510108,
		},
		{
			Key: "applicant-02", Name: "成都望江楼商贸有限公司", LicenceNo: creditCode("510107", rng), Legal: "林书远", Phone: phone(9, 2),
			Store: "望江楼烟酒·科华店", Address: "成都市武侯区科华北路 133 号", FoodLicence: foodLicence("510107", 900002), Point: Point{30628000, 104079000}, Region: 510107,
			Complaint: "营业执照照片反光，看不清登记机关印章，请重新拍摄",
		},
	}
}
