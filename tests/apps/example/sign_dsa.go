package main

import (
	"crypto/dsa"
	"crypto/rand"
	"errors"
	"math/big"
)

// The parameters (L1024N160) that the shop and its oldest peer agreed on; finding new ones takes seconds.
const (
	dsaP = "c7084630f045ac63314a84c689399b2f0b38f9a566e001176c01eec003d297a9f2ca3abd23555d7ce21c73fa95e78868" +
		"e9188cab19f8b86b1e52fa68f287797142bb52a2bb8add1be516c9a4ecbcf8cc8c1095f42f8662d86072a34bbd6ae051" +
		"ff7450fb237c88b3273309b133749fc22bca87e13d97594f16ee91dd63ab28c5"
	dsaQ = "a8b576d83f09cbe894023a5540f536c67f60fd65"
	dsaG = "bb40e0b4641f1149d3cb639aacb7acb7e43af8f61f638bc25a815307a00fa31ccf9dab13351e4cf0fdacd4205e9442d4" +
		"58cd56da51267efc6a6debf417b11977ac8dc120ff16da15da816ad7ece8ce9a0ed28af39f3d36079f308db54ef9395d" +
		"984f57cf2bc50fe08f180d117c59bcefce9e6296b7864131eeec21b265dd9e6f"
)

func signDSA(_, sum []byte) error {
	var key dsa.PrivateKey
	for _, parameter := range []struct {
		into **big.Int
		text string
	}{{&key.P, dsaP}, {&key.Q, dsaQ}, {&key.G, dsaG}} {
		number, ok := new(big.Int).SetString(parameter.text, 16)
		if !ok {
			return errors.New("dsa: a parameter is not a number")
		}
		*parameter.into = number
	}
	if err := dsa.GenerateKey(&key, rand.Reader); err != nil {
		return err
	}
	short := sum[:len(dsaQ)/2]
	r, s, err := dsa.Sign(rand.Reader, &key, short)
	if err != nil {
		return err
	}
	if !dsa.Verify(&key.PublicKey, short, r, s) {
		return errors.New("dsa: the signature does not hold")
	}
	return nil
}
