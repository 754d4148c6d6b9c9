import Taro from '@tarojs/taro'
import { useCallback } from 'react'
import type { NewLine } from '@/domain/cart'
import { session } from '@/services'
import { setQuantity, toast } from '@/store/acts'

/** The most of one SKU that a cart takes. */
const most = 999

/** useAddToCart returns how a quantity is put into the cart; who is not signed in is asked to be. */
export function useAddToCart() {
  return useCallback((storeId: string, skuId: string, quantity: number, line: NewLine): boolean => {
    if (!session.signedIn) {
      toast('登录后即可加入购物车')
      void Taro.navigateTo({ url: '/pages/login/index' })
      return false
    }
    if (quantity > most) {
      toast(`每种商品最多购买 ${most} 件`)
      return false
    }
    setQuantity(storeId, skuId, quantity, line)
    return true
  }, [])
}
