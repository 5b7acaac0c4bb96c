//! One installation with settings of its own, served on loopback.

use std::sync::Arc;

use axum::Router;
use hikeshi_config::{Config, Peer};
use hikeshi_identity::SESSION_COOKIE;
use hikeshi_jobs::{Jobs, Registry};
use hikeshi_proofs::tick;
use hikeshi_testkit::{Browser, TestDatabase};
use hikeshi_web::{Platform, PlatformParts, Protection, protect};
use tokio::net::TcpListener;

use crate::world::{At, World};

/// A world that is served, with the settings of a test.
pub struct Installation {
    pub world: World,
    pub platform: Platform,
    router: Router,
}

/// A world before it has its settings: its address is known, and its keys.
pub struct Prepared {
    world: World,
    listener: TcpListener,
    pub url: String,
}

impl Prepared {
    pub async fn on(database: TestDatabase) -> Self {
        let world = World::on(database).await.with_administrator().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/log", listener.local_addr().unwrap());
        Self { world, listener, url }
    }

    /// How another installation names this one; with an address or as one that only comes.
    pub async fn as_peer(&self, name: &str, reachable: bool) -> Peer {
        let keys = self.world.nobody().fetch("/log/keys").await.text();
        let mut keys = keys.lines().map(str::to_owned);
        Peer {
            name: name.to_owned(),
            url: if reachable { self.url.clone() } else { String::new() },
            key: keys.next().unwrap(),
            witness_key: keys.next().unwrap(),
            about: "a partner".to_owned(),
        }
    }

    /// Serves it with these settings.
    pub fn serve(self, change: impl FnOnce(&mut Config)) -> Installation {
        let parts = &*self.world.platform;
        let mut config = parts.config.clone();
        change(&mut config);
        let platform = Platform::new(PlatformParts {
            db: parts.db.clone(),
            clock: parts.clock.clone(),
            rng: parts.rng.clone(),
            mailer: parts.mailer.clone(),
            blobs: parts.blobs.clone(),
            master_key: parts.master_key.clone(),
            catalogue: parts.catalogue.clone(),
            content: parts.content,
            config,
            data_folder: parts.data_folder.clone(),
        });
        let routes = hikeshi_web::base_routes()
            .merge(hikeshi_identity::routes())
            .merge(hikeshi_directory::routes())
            .merge(hikeshi_proofs::routes());
        let router = protect(routes, &platform, Protection::default());
        let served = router.clone();
        tokio::spawn(async move { axum::serve(self.listener, served).await });
        Installation { world: self.world, platform, router }
    }
}

impl Installation {
    /// What the program does every few seconds, until nothing is due.
    pub async fn work(&self) {
        tick(&self.platform).await.unwrap();
        let mut registry = Registry::default();
        hikeshi_identity::register_jobs(&mut registry);
        hikeshi_proofs::register_jobs(&mut registry);
        let context = Arc::new(self.platform.clone());
        let clock = self.world.clock.clone();
        Jobs::new(self.platform.db.clone(), clock, context, registry).drain().await.unwrap();
    }

    /// The next turn of everything, half an hour later.
    pub async fn work_later(&self) {
        self.world.minutes_later(30);
        self.work().await;
    }

    pub fn browser(&self, person: At) -> Browser {
        let known = self.world.browser(person);
        let secret = known.cookie(SESSION_COOKIE).unwrap();
        self.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
    }

    pub fn nobody(&self) -> Browser {
        Browser::new(self.router.clone()).with_cookie("hikeshi_lang=en")
    }

    /// The checkpoint as everybody gets it.
    pub async fn checkpoint(&self) -> String {
        hikeshi_proofs::publish_now(&self.platform).await.unwrap();
        self.nobody().fetch("/log/checkpoint").await.text()
    }
}
