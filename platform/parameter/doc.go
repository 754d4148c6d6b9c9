// Package parameter is what operators may set while the program runs (运行参数): deadlines, prices, distances that the
// business tries out, without a restart.
//
// It guarantees that a value is always one that its service said is possible, that two people who change the same one do not
// overwrite each other unseen, and that every process of a service uses a change within [PollEvery]; the one that made it,
// at once.
//
// It does not know what the values mean, and keeps no history: changes are audited calls. Start with [Set]: a service
// declares its parameters where it is opened, each with what the configuration says, and hands the values on.
package parameter
