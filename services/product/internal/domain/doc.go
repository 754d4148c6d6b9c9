// Package domain holds the rules of the catalogue (商品): what a product must have before it may be sold, what its
// attributes may say, how prices are ordered, and when a store is open.
//
// It guarantees that a value which comes out of a constructor here is fit to be stored: prices ascend from cost to
// list price, attributes are of their category's types, opening hours are within the week.
//
// It knows neither SQL nor the wire, and asks for no time: whoever calls passes it in. Start with product.go and
// hours.go.
package domain
