# The help pages, which anyone in the company can open without an account.

help-title = 困ったとき
help-start-title = どうしましたか
help-start-lead = いちばん近いものを1つ選んでください。すぐにすることを、この画面で案内します。
help-start-soft = ログインはいりません。まちがえて選んでも、戻れます。
help-start-resume = 途中まで答えたものがあります。
help-start-resume-act = 続きから始める
help-start-sent = この端末から知らせたものがあります。
help-start-sent-act = 受付番号を見る

help-choose-again = 選び直す
help-actions-title = いま、することは{ $count }つです
help-actions-lead = 知らせてくれて、ありがとうございます。あなたのせいではありません。上から順に進めてください。
help-did-it = できた
help-did-what = ：{ $what }
help-dont = しないでください
help-report-title = 終わったら、知らせてください
help-report-how = 質問は{ $count }つ、{ $minutes }分ほどです。わからないことは「わからない」で進めます。
help-report-act = 状況を知らせる
help-report-call = 迷ったら、先に電話してください。

help-question-title = 質問{ $at } { $title }
help-unknown = わからない
help-rather-not = 書かない
help-several = あてはまるものを、いくつでも選べます。
help-understood = { $when }と読み取りました。ちがうときは書き直してください。
help-continue = 続ける
help-saved = ここまでの答えは、{ $time }に保存しました。画面を閉じても続きから始められます。

help-error-long = { $max }字までで書いてください

help-check-title = この内容で知らせますか
help-check-lead = 直したいところは「変える」を押してください。空いたままでも知らせることができます。
help-check-what = 起きていること
help-check-you = あなたのこと
help-chosen = 選んだもの
help-done = できたこと
help-none-done = なし
help-no-answer = 回答なし
help-reach-title = 知らせる相手
help-reach-both = 社内の責任者と、{ $provider }にメールが届きます。社外のほかの人には届きません。
help-reach-company = 社内の責任者にメールが届きます。社外の人には届きません。
help-reach-provider = { $provider }にメールが届きます。社外のほかの人には届きません。
help-reach-nobody = メールを受け取る人が、まだ登録されていません。内容は記録に残ります。責任者に直接伝えてください。
help-reach-unsent = 内容は記録に残ります。いまの設定では、メールは届きません。
help-send = 責任者とお助け隊に知らせる
help-send-company = 責任者に知らせる
help-send-keep = 記録して、次に進む

help-receipt-title = 知らせました
help-receipt-told = 責任者とお助け隊に知らせました
help-receipt-told-company = 責任者に知らせました
help-receipt-kept = 内容を記録しました
help-receipt-arrived = { $time }に届きました
help-receipt-number = 受付番号
help-receipt-say = 電話で話すときは、この番号を伝えてください。
help-next-title = このあとのこと
help-next-mailed = { $who }にメールを送りました
help-next-mailed-both = { $who }と{ $provider }にメールを送りました
help-next-nobody = 内容を記録しました。メールを受け取る人がいないので、責任者に直接伝えてください
help-next-unsent-call = 記録しました。メールは届きません。{ $number }（{ $who }）に電話でも知らせてください
help-next-unsent = 記録しました。メールは届きません。責任者に直接伝えてください
help-next-by = { $time }まで
help-next-soon = このあと
help-next-call = 知らせを受けた人が{ $phone }に電話します
help-next-no-phone = 電話番号がないので、こちらから電話できません。つながる場所で待つか、{ $number }に電話してください
help-next-no-phone-wait = 電話番号がないので、こちらから電話できません。見つけてもらえる場所で待ってください
help-next-then = つながらないときは、{ $who }に順番が移ります。
help-next-taken = { $name }さんが受け取りました
help-next-until = それまで
help-others-title = ほかにも届いている知らせ
help-others-lead = この会社では、次の知らせにも対応しています。別々の番号で扱います。
help-others-at = （{ $time }に届いたもの）
help-see-actions = することを、もう一度見る
help-another = 別のことを知らせる

help-busy-title = 少し待ってから、もう一度開いてください
help-busy-wait = 短い間に何度も開かれました。{ $seconds }秒ほど待ってください。書いたものは消えていません。
help-busy-call = 急ぐときは、電話してください。
help-replaced-title = このアドレスは、新しいものに変わりました
help-replaced-poster = 社内にはってある新しいポスターのアドレスを開いてください。
help-replaced-ask = ポスターがないときは、社内の担当者にすぐ知らせてください。

help-list = { $before }、{ $name }
help-person = { $name }さん
help-person-title = { $name }さん（{ $title }）

# What is written into the incident.
help-incident-title = { $symptom }（{ $place }）
help-source = 困ったときのページ（受付番号 { $number }）
help-line-noticed = 気づいた：{ $symptom }
help-line-noticed-said = 気づいた：{ $symptom }（時刻は報告した人の言葉で「{ $said }」）
help-line-done = 報告した人がした：{ $step }
help-line-sent = 困ったときのページから知らせが届いた（受付番号 { $number }）
help-reporter-nameless = 報告した人（名前なし）

# The message to the people of the contact tree and of the provider.
help-mail-subject = 【困ったとき】{ $company }：{ $symptom }（{ $number }）
help-mail-no-phone = 書かれていません
help-mail-body =
    { $company }の「困ったとき」のページから、知らせが届きました。

    起きていること：{ $symptom }
    受付番号：{ $number }
    届いた時刻：{ $when }
    知らせた人の電話：{ $phone }

    次の画面で内容を確かめ、知らせた人に電話してください。
    { $link }

    このメールには、くわしい内容を書いていません。画面で見てください。
