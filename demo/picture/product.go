package picture

// Product draws one product in its setting, 600 by 600. An unknown shape is drawn as a plain bottle, so that a
// catalogue page never lacks a picture; a picture that would exceed [MaxProductBytes] goes without its glass.
func Product(s Spec) []byte {
	s = s.clean()
	glass, aside := s.serve()
	drawn := s.compose(glass, aside)
	if len(drawn) > MaxProductBytes && glass != nil {
		return s.compose(nil, 0)
	}
	return drawn
}

// compose paints the setting, the product, and the glass beside it if there is one.
func (s Spec) compose(glass func(c *canvas), aside float64) []byte {
	c := newCanvas(s.tag())
	c.backdrop(s)
	c.stand(s, 300-aside, 536, zoom(s.Shape))
	if glass != nil {
		c.open(300+aside*1.75, 548, 1.1, "")
		glass(c)
		c.close()
	}
	return c.bytes(600, 600)
}

// zoom brings small things closer, as a photographer would.
func zoom(shape Shape) float64 {
	switch shape {
	case CanSlim, MixerCan, ClayJar, GlassTumbler, SnackCan, RiceCup, IceBall, IceCube:
		return 1.48
	case Flask, TequilaBlock, CupSet, Opener, MixerBottle, FruitRound, HuadiaoJar, GinApoth:
		return 1.34
	case WhiskySquare, MiniKeg, CanTall, IceBag, SnackBag, Decanter, Stubby, JarWhite, VaseMeiping:
		return 1.25
	}
	return 1.17
}

// stand draws the body of a product with the middle of its foot at a point.
func (c *canvas) stand(s Spec, x, y, scale float64) {
	c.open(x, y, scale, "")
	if !c.drawBaijiu(s) && !c.drawBrewed(s) && !c.drawSpirit(s) && !c.drawGoods(s) {
		c.plain(s)
	}
	c.close()
}

func (c *canvas) drawBaijiu(s Spec) bool {
	switch s.Shape {
	case JarWhite:
		c.jar(s)
	case CrystalBlock:
		c.crystal(s)
	case RedGold:
		c.redgold(s)
	case PlainGlass:
		c.plain(s)
	case Gourd:
		c.gourd(s)
	case Droplet:
		c.droplet(s)
	case VaseMeiping:
		c.vase(s)
	case Flask:
		c.flask(s)
	default:
		return false
	}
	return true
}

func (c *canvas) drawBrewed(s Spec) bool {
	switch s.Shape {
	case LongNeck:
		c.longneck(s)
	case CanSlim, MixerCan:
		c.can(s, 262)
	case CanTall:
		c.can(s, 336)
	case Stubby:
		c.stubby(s)
	case MiniKeg:
		c.keg(s)
	case ClayJar:
		c.clayjar(s)
	case HuangBottle:
		c.huang(s)
	case HuadiaoJar:
		c.huadiao(s)
	case SakeTall:
		c.sake(s)
	case SakeStout:
		c.sakestout(s)
	case FruitRound:
		c.fruit(s)
	case FruitSlim:
		c.fruitslim(s)
	case RiceCup:
		c.ricejar(s)
	default:
		return false
	}
	return true
}

func (c *canvas) drawSpirit(s Spec) bool {
	switch s.Shape {
	case Bordeaux:
		c.bordeaux(s)
	case Burgundy:
		c.burgundy(s)
	case Champagne:
		c.champagne(s)
	case Flute:
		c.flute(s)
	case IceWine:
		c.icewine(s)
	case WhiskyRound:
		c.whisky(s)
	case WhiskySquare:
		c.whiskysq(s)
	case BrandyFan:
		c.brandy(s)
	case BrandyTall:
		c.brandyvsop(s)
	case GinApoth:
		c.gin(s)
	case RumRound:
		c.rum(s)
	case VodkaColumn:
		c.vodka(s)
	case TequilaBlock:
		c.tequila(s)
	case LiqueurCurve:
		c.liqueur(s)
	default:
		return false
	}
	return true
}

func (c *canvas) drawGoods(s Spec) bool {
	switch s.Shape {
	case GlassWine:
		c.wares(s, c.wineGlass, 76, 1.3)
	case GlassTumbler:
		c.wares(s, c.tumbler, 78, 1.25)
	case GlassBeer:
		c.wares(s, c.beerGlass, 74, 1.25)
	case CupSet:
		c.cupset(s)
	case Decanter:
		c.decanter(s)
	case IceBag:
		c.icebag(s)
	case IceBall, IceCube:
		c.iceball(s)
	case SnackBag:
		c.pouch(s)
	case SnackCan:
		c.tin(s)
	case MixerBottle:
		c.mixer(s)
	case Opener:
		c.opener(s)
	default:
		return false
	}
	return true
}
