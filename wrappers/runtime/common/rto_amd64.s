#include "textflag.h"

// func rtoGetfp() uintptr
TEXT ·rtoGetfp<ABIInternal>(SB),NOSPLIT|NOFRAME,$0
	MOVQ BP, AX
	RET
