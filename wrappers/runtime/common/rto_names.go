// Names of numbers that crypto packages use.

package runtime

import "unsafe"

// rtoHashName names a crypto.Hash as its String method does.
func rtoHashName(h uint) string {
	switch h {
	case 0:
		return "none"
	case 1:
		return "MD4"
	case 2:
		return "MD5"
	case 3:
		return "SHA-1"
	case 4:
		return "SHA-224"
	case 5:
		return "SHA-256"
	case 6:
		return "SHA-384"
	case 7:
		return "SHA-512"
	case 8:
		return "MD5+SHA1"
	case 9:
		return "RIPEMD-160"
	case 10:
		return "SHA3-224"
	case 11:
		return "SHA3-256"
	case 12:
		return "SHA3-384"
	case 13:
		return "SHA3-512"
	case 14:
		return "SHA-512/224"
	case 15:
		return "SHA-512/256"
	case 16:
		return "BLAKE2s-256"
	case 17:
		return "BLAKE2b-256"
	case 18:
		return "BLAKE2b-384"
	case 19:
		return "BLAKE2b-512"
	}
	return "unknown"
}

// curve names an elliptic.Curve by its type, which crypto/elliptic has one of for each curve; the type of any other is shown.
func (l *rtoLine) curve(tab unsafe.Pointer) {
	t := rtoItabType(tab)
	if t == nil || !rtoHasPrefix(rtoTypePackage(t), "crypto/") {
		l.typ(t)
		return
	}
	typ := rtoTypeString(t)
	for i := 0; i+4 <= len(typ); i++ {
		if typ[i] != 'p' && typ[i] != 'P' {
			continue
		}
		switch typ[i+1 : i+4] {
		case "224", "256", "384", "521":
			l.raw("P-")
			l.raw(typ[i+1 : i+4])
			return
		}
	}
	l.typ(t)
}

// tls names a number of the TLS registries as crypto/tls does; "none" stands for 0, what it has no name for is shown in hex.
func (l *rtoLine) tls(kind byte, n uint16) {
	name := ""
	switch {
	case n == 0:
		name = "none"
	case kind == rtoKindVersion:
		name = rtoTLSVersion(n)
	case kind == rtoKindSuite:
		name = rtoTLSSuite(n)
	default:
		name = rtoTLSGroup(n)
	}
	if name == "" {
		l.raw("0x")
		l.hex(uint64(n))
		return
	}
	l.raw(name)
}

func rtoTLSVersion(n uint16) string {
	switch n {
	case 0x0300:
		return "SSLv3"
	case 0x0301:
		return "TLS 1.0"
	case 0x0302:
		return "TLS 1.1"
	case 0x0303:
		return "TLS 1.2"
	case 0x0304:
		return "TLS 1.3"
	}
	return ""
}

func rtoTLSGroup(n uint16) string {
	switch n {
	case 23:
		return "P-256"
	case 24:
		return "P-384"
	case 25:
		return "P-521"
	case 29:
		return "X25519"
	case 514:
		return "MLKEM1024"
	case 4587:
		return "SecP256r1MLKEM768"
	case 4588:
		return "X25519MLKEM768"
	case 4589:
		return "SecP384r1MLKEM1024"
	}
	return ""
}

func rtoTLSSuite(n uint16) string {
	switch n {
	case 0x0005:
		return "TLS_RSA_WITH_RC4_128_SHA"
	case 0x000a:
		return "TLS_RSA_WITH_3DES_EDE_CBC_SHA"
	case 0x002f:
		return "TLS_RSA_WITH_AES_128_CBC_SHA"
	case 0x0035:
		return "TLS_RSA_WITH_AES_256_CBC_SHA"
	case 0x003c:
		return "TLS_RSA_WITH_AES_128_CBC_SHA256"
	case 0x009c:
		return "TLS_RSA_WITH_AES_128_GCM_SHA256"
	case 0x009d:
		return "TLS_RSA_WITH_AES_256_GCM_SHA384"
	case 0x1301:
		return "TLS_AES_128_GCM_SHA256"
	case 0x1302:
		return "TLS_AES_256_GCM_SHA384"
	case 0x1303:
		return "TLS_CHACHA20_POLY1305_SHA256"
	case 0xc007:
		return "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"
	case 0xc009:
		return "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
	case 0xc00a:
		return "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
	case 0xc011:
		return "TLS_ECDHE_RSA_WITH_RC4_128_SHA"
	case 0xc012:
		return "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"
	case 0xc013:
		return "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
	case 0xc014:
		return "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"
	case 0xc023:
		return "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
	case 0xc027:
		return "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
	case 0xc02b:
		return "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
	case 0xc02c:
		return "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
	case 0xc02f:
		return "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
	case 0xc030:
		return "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
	case 0xcca8:
		return "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
	case 0xcca9:
		return "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
	}
	return ""
}
