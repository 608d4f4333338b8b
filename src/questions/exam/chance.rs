//! Chance that repeats: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014), a
//! number drawn below a bound without favour (Lemire, 2019) and the shuffle of Fisher and Yates. Written here because
//! papers must stay the same for years, whatever a library changes. Nothing of it is fit for secrets.

/// A stream of numbers that its seed decides.
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
}

/// The odd number nearest to 2⁶⁴ divided by the golden ratio.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream number `stream` of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut first = Self { state: seed };
        let base = first.draw();
        Self { state: base ^ mixed(stream.wrapping_mul(GAMMA)) }
    }

    /// The next 64 bits.
    fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mixed(self.state)
    }

    /// A number below `bound`, each as likely; 0 for no bound.
    fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        loop {
            let wide = u128::from(self.draw()) * u128::from(bound);
            // The low half below this would favour some numbers.
            let (high, low) = ((wide >> 64) as u64, wide as u64);
            if low >= bound.wrapping_neg() % bound {
                return high;
            }
        }
    }

    /// Puts items into an order, each order as likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            // A place in a list fits into 64 bits and back.
            let other = self.below(last as u64 + 1) as usize;
            items.swap(last, other);
        }
    }

    /// Puts items into an order that is not the one they have, where they have another.
    pub fn derange<T: PartialEq + Clone>(&mut self, items: &mut [T]) {
        let given = items.to_vec();
        self.shuffle(items);
        if items == given.as_slice() && !items.is_empty() {
            items.rotate_left(1);
        }
    }
}

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_published_generator() {
        let mut chance = Chance { state: 1_234_567 };
        let drawn: Vec<u64> = (0..3).map(|_| chance.draw()).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_order_is_about_as_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..6000 {
            let mut items = ['a', 'b', 'c'];
            Chance::new(seed, 1).shuffle(&mut items);
            *counts.entry(items).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    #[test]
    fn streams_of_one_seed_differ_and_repeat() {
        let order = |seed, stream| {
            let mut items: Vec<u8> = (0..20).collect();
            Chance::new(seed, stream).shuffle(&mut items);
            items
        };
        assert_eq!(order(7, 1), order(7, 1));
        assert_ne!(order(7, 1), order(7, 2));
        assert_ne!(order(7, 1), order(8, 1));
    }
}
