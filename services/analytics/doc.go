// Package analytics is the analytics service (分析服务): what the business adds up to, by minute, hour and day; reports that
// people compose and have sent to them, alerts on figures, and lists as files.
//
// It guarantees that its figures are a function of what events told of each order, whatever their order and however often
// they came; that a question costs what its period costs, and never what history does; and that a file holds what the person
// who asked for it may see, no more, since it is read as that person.
//
// It decides nothing about orders and reads no other service's tables. Start reading at internal/domain/order.go, then
// internal/store/project.go.
package analytics
