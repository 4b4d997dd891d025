// Whether the runtime's hash may run on the goroutine's stack.

package runtime

// rtoHashIsNosplit says whether memhash comes to no function that may grow the stack.
func rtoHashIsNosplit() bool { return useAeshash }
