#include "textflag.h"

// func rtoGetfp() uintptr
TEXT ·rtoGetfp<ABIInternal>(SB),NOSPLIT|NOFRAME,$0
	MOVD R29, R0
	RET
