// Package resilience holds every call to one policy: how long it may take, whether it is made again, when a callee is left
// alone, how many calls wait for one at a time, what a process with too much to do gives up first, and what an answer can do
// without.
//
// It guarantees that a call never outlives its caller's wait, that a call is repeated only where its RPC says that a repetition
// changes nothing, that repetitions stay within a share of the calls and happen at one level of a path alone, and that what is
// shed is what matters least. A new policy counts from the next call on, without a lock on any call's way.
//
// It knows no service: RPCs state what they are in their protos, and a [Policy] names services as an operator does. Start with
// [Guard]; [Policy] is what operators write.
package resilience
