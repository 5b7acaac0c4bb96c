# The help pages, which anyone in the company can open without an account.

help-title = ｜困《こま》ったとき
help-start-title = どうしましたか
help-start-lead = 1つ｜選《えら》んでください。今することを、教えます。
help-start-soft = ログインはいりません。まちがえても、もどれます。
help-start-resume = と中の答えがあります。
help-start-resume-act = ｜続《つづ》きを書く
help-start-sent = 前に知らせたものがあります。
help-start-sent-act = ｜受付《うけつけ》｜番号《ばんごう》を見る

help-choose-again = もう｜一度《いちど》｜選《えら》ぶ
help-actions-title = 今することは{ $count }つです
help-actions-lead = 知らせてくれて、ありがとう。あなたは｜悪《わる》くありません。上から｜順番《じゅんばん》にしてください。
help-did-it = できた
help-did-what = ：{ $what }
help-dont = しないでください
help-report-title = ｜終《お》わったら、知らせてください
help-report-how = ｜質問《しつもん》は{ $count }つです。{ $minutes }分ぐらいです。「わからない」でもいいです。
help-report-act = 知らせる
help-report-call = わからないときは、先に電話してください。

help-question-title = ｜質問《しつもん》{ $at } { $title }
help-unknown = わからない
help-rather-not = 書かない
help-several = いくつでも｜選《えら》べます。
help-understood = { $when }ですね。ちがうときは、書き直してください。
help-continue = つぎへ
help-saved = 答えは{ $time }に｜保存《ほぞん》しました。あとで｜続《つづ》きを書けます。

help-error-long = { $max }字までで書いてください

help-check-title = これで知らせますか
help-check-lead = 直したいときは「｜変《か》える」をおします。答えがなくても、知らせることができます。
help-check-what = ｜起《お》きていること
help-check-you = あなたのこと
help-chosen = ｜選《えら》んだもの
help-done = できたこと
help-none-done = なし
help-no-answer = 答えなし
help-reach-title = 知らせる人
help-reach-both = 会社の｜責任者《せきにんしゃ》と、{ $provider }にメールが行きます。ほかの人には行きません。
help-reach-company = 会社の｜責任者《せきにんしゃ》にメールが行きます。ほかの人には行きません。
help-reach-provider = { $provider }にメールが行きます。ほかの人には行きません。
help-reach-nobody = メールを｜受《う》ける人が、まだいません。｜責任者《せきにんしゃ》に言ってください。
help-reach-unsent = ｜記録《きろく》します。メールは、だれにも｜届《とど》きません。
help-send = ｜責任者《せきにんしゃ》とお｜助《たす》け｜隊《たい》に知らせる
help-send-company = ｜責任者《せきにんしゃ》に知らせる
help-send-keep = ｜記録《きろく》して、｜次《つぎ》へ行く

help-receipt-title = 知らせました
help-receipt-told = ｜責任者《せきにんしゃ》とお｜助《たす》け｜隊《たい》に知らせました
help-receipt-told-company = ｜責任者《せきにんしゃ》に知らせました
help-receipt-kept = ｜記録《きろく》しました
help-receipt-arrived = { $time }に｜届《とど》きました
help-receipt-number = ｜受付《うけつけ》｜番号《ばんごう》
help-receipt-say = 電話のときは、この｜番号《ばんごう》を言ってください。
help-next-title = このあとのこと
help-next-mailed = { $who }にメールを｜送《おく》りました
help-next-mailed-both = { $who }と{ $provider }にメールを｜送《おく》りました
help-next-nobody = メールを｜受《う》ける人がいません。｜責任者《せきにんしゃ》に言ってください
help-next-unsent-call = ｜記録《きろく》しました。メールは｜届《とど》きません。{ $number }（{ $who }）に電話してください
help-next-unsent = ｜記録《きろく》しました。メールは｜届《とど》きません。｜責任者《せきにんしゃ》に言ってください
help-next-by = { $time }まで
help-next-soon = このあと
help-next-call = 会社の人が{ $phone }に電話します
help-next-no-phone = ｜電話番号《でんわばんごう》がありません。{ $number }に電話してください
help-next-no-phone-wait = ｜電話番号《でんわばんごう》がありません。人がいるところで｜待《ま》ってください
help-next-then = つながらないときは、{ $who }が電話します。
help-next-taken = { $name }さんが見ました
help-next-until = それまで
help-others-title = ほかの知らせ
help-others-lead = ほかにも知らせがあります。｜番号《ばんごう》は｜別《べつ》です。
help-others-at = （{ $time }）
help-see-actions = することを、もう｜一度《いちど》見る
help-another = ほかのことを知らせる

help-busy-title = 少し｜待《ま》ってください
help-busy-wait = { $seconds }｜秒《びょう》ぐらい｜待《ま》って、もう｜一度《いちど》｜開《ひら》いてください。書いたものはあります。
help-busy-call = ｜急《いそ》ぐときは、電話してください。
help-replaced-title = アドレスが新しくなりました
help-replaced-poster = 会社の新しいポスターを見てください。
help-replaced-ask = ポスターがないときは、会社の人にすぐ話してください。

help-list = { $before }、{ $name }
help-person = { $name }さん
help-person-title = { $name }さん（{ $title }）

# What is written into the incident.
help-incident-title = { $symptom }（{ $place }）
help-source = ｜困《こま》ったときのページ（｜受付《うけつけ》｜番号《ばんごう》 { $number }）
help-line-noticed = 気づいた：{ $symptom }
help-line-noticed-said = 気づいた：{ $symptom }（時間：「{ $said }」）
help-line-done = 知らせた人がした：{ $step }
help-line-sent = 知らせが｜届《とど》いた（｜受付《うけつけ》｜番号《ばんごう》 { $number }）
help-reporter-nameless = 知らせた人（名前なし）

# The message to the people of the contact tree and of the provider.
help-mail-subject = 【｜困《こま》ったとき】{ $company }：{ $symptom }（{ $number }）
help-mail-no-phone = 書いてありません
help-mail-body =
    { $company }の「｜困《こま》ったとき」のページから、知らせが来ました。

    ｜起《お》きていること：{ $symptom }
    ｜受付《うけつけ》｜番号《ばんごう》：{ $number }
    来た時間：{ $when }
    知らせた人の電話：{ $phone }

    ｜次《つぎ》の｜画面《がめん》を見て、知らせた人に電話してください。
    { $link }
