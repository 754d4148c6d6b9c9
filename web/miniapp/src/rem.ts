// WeChat scales by itself. See rem.h5.ts.
export {}
