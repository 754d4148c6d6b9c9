// Package intake reads products from workbooks of Excel and writes them into such (批量导入与导出).
//
// It guarantees that what it reads is bounded before it is unpacked, that a cell with a formula is refused and none is written, that
// every fault is told by its cell and column in the language of who made the workbook, and that what [Export] writes, [Read]
// and [Judge] take.
//
// It changes nothing and knows no store. Start with [Read], then [Judge].
package intake
